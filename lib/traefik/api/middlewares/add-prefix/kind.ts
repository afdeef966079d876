import { changed, setUrl } from '../../../request';
import { toBytes } from '../../../rule';
import { refused, required } from '../../check/fault';
import { string, struct } from '../../read';
import { middlewareKind } from '../kind';
import { rooted } from '../shared/path';

/** Puts a prefix before the path; never cleans it. */
export const addPrefix = middlewareKind(struct({ prefix: string }), {
  check: ({ prefix }) => {
    const field = ['prefix'];
    if (prefix?.startsWith('/')) return [];
    const reason = 'prefix cannot be empty';
    if (prefix === undefined) return required(prefix, field, { reason });
    return [
      refused('relative-prefix', field, {
        message: `The prefix ${JSON.stringify(prefix)} does not begin with "/".`,
        consequence: 'The API server refuses the Middleware.',
        fix: `Write ${JSON.stringify(`/${prefix}`)}.`,
        ...(prefix === '' && { reason }),
      }),
    ];
  },
  handle: (request, { prefix = '' }, next, { change }) => {
    const before = request.requestUri;
    const { path, rawPath } = request.url;
    const bytes = toBytes(prefix);
    setUrl(request, {
      ...request.url,
      path: rooted(bytes + path),
      rawPath: rawPath === '' ? '' : rooted(bytes + rawPath),
    });
    change(changed('path', before, request.requestUri));
    return next();
  },
});
