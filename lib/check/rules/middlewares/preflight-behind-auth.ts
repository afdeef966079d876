import type { ObjectFinding, TrafficCheck } from '../object-finding';
import { routeField, routerSources, sourceOf } from '../routers';
import { authKinds, passedByRouters } from './passed';

/** CORS headers behind a login: browsers ask by OPTIONS without one, and are refused. */
export const preflightBehindAuth: TrafficCheck = (inventory, model) => {
  const sourceOfRouter = routerSources(model);
  return passedByRouters(model).flatMap(({ router, passed }): ObjectFinding[] => {
    const cors = passed.findIndex(({ config }) => answersPreflight(config.headers));
    const auth = passed.findIndex(({ kind }) => authKinds.has(kind));
    const source = sourceOfRouter(router);
    const placed = sourceOf(inventory, source);
    if (auth < 0 || cors < auth || !placed) return [];
    const [{ kind = '', name = '' } = {}, { name: headers = '' } = {}] = [passed[auth], passed[cors]];
    return [
      {
        placed,
        rule: 'preflight-behind-auth',
        message: `The ${kind} ${name} stands before ${headers}, which answers preflight requests of browsers.`,
        field: routeField(placed, source),
      },
    ];
  });
};

/** Whether a headers middleware answers OPTIONS itself. */
function answersPreflight(
  headers:
    | {
        readonly accessControlAllowOriginList?: readonly string[];
        readonly accessControlAllowOriginListRegex?: readonly string[];
      }
    | undefined,
): boolean {
  const { accessControlAllowOriginList: list = [], accessControlAllowOriginListRegex: expressions = [] } =
    headers ?? {};
  return list.length > 0 || expressions.length > 0;
}
