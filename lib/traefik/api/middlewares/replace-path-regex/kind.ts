import { answer, changed, cleaned } from '../../../request';
import { expressionOf, string, struct } from '../../read';
import { actsOn, middlewareKind } from '../kind';
import { currentPath, replacePathBy } from '../shared/path';
import { replacementFaults } from '../shared/replacement';

/** Rewrites the path by an expression. */
export const replacePathRegex = middlewareKind(struct({ regex: string, replacement: string }), {
  check: ({ regex, replacement }) => replacementFaults(regex?.trim(), replacement),
  treat: (config) => actsOn('path', config.regex?.trim() ?? '', config),
  handle: (request, { regex = '', replacement = '' }, next, { change }) => {
    const expression = expressionOf(regex.trim());
    const before = request.requestUri;
    const path = currentPath(request);
    if (!expression.test(path)) {
      change(`${before} does not match ${regex.trim()}`);
      return next();
    }
    if (!replacePathBy(request, expression.replaceAll(path, replacement.trim()))) return answer(500);
    const replaced = request.url;
    if (replaced.path !== '') request.url = cleaned(replaced);
    if (request.url.path !== replaced.path) return answer(400);
    change(changed('path', before, request.requestUri));
    return next();
  },
});
