import { answer, changed } from '../../../request';
import { toBytes } from '../../../rule';
import { required } from '../../check/fault';
import { string, struct } from '../../read';
import { middlewareKind } from '../kind';
import { replacePathBy } from '../shared/path';

/** Puts another path in place of the request's. */
export const replacePath = middlewareKind(struct({ path: string }), {
  check: ({ path }) =>
    required(path, ['path'], { consequence: 'The service gets every request with the path "/".' }),
  handle: (request, { path = '' }, next, { change }) => {
    const before = request.requestUri;
    if (!replacePathBy(request, toBytes(path))) return answer(500);
    change(changed('path', before, request.requestUri));
    return next();
  },
});
