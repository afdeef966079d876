import { type Attempt, failed, made, own } from '../../../../core/base';
import { TemplateError, UnknownTemplateError, executeTemplate } from '../../../labels';
import { text } from '../read';
import type { Container } from './container';
import type { Plain } from '../shown';
import type { Services } from './services';

/** The rule of routers that name none, unless the provider's options say another. */
export const defaultRuleTemplate = 'Host(`{{ normalize .Name }}`)';

/** A router that Traefik leaves out. */
export interface LostRouter {
  readonly name: string;
  readonly reason: string;
}

/** Routers of a container, those that are left out apart. */
export interface LinkedRouters {
  readonly routers: Services;
  readonly lost: readonly LostRouter[];
}

/** HTTP routers with their rules and services: where labels name no router, one of the container's own name. */
export function linkHttp(
  container: Container,
  labelled: Services,
  services: Services,
  template: string,
): LinkedRouters {
  const isNone = Object.keys(labelled).length === 0;
  // Nothing is said of it: to have several services and no router is fine.
  if (isNone && Object.keys(services).length > 1) return { routers: {}, lost: [] };
  const routers = isNone ? { [container.serviceName]: {} } : labelled;
  return link(routers, services, (router) => {
    if (text(own(router, 'rule')) !== '') return made(router);
    const rule = defaultRule(container, template);
    return 'reason' in rule ? rule : made({ ...router, rule: rule.value, isDefaultRule: true });
  });
}

function defaultRule({ serviceName, object, labels }: Container, template: string): Attempt<string> {
  try {
    const rule = executeTemplate(template, { Name: serviceName, ContainerName: object.name, Labels: labels });
    return rule === '' ? failed('Undefined rule') : made(rule);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return error instanceof UnknownTemplateError
      ? failed(`the default rule has ${error.message}, which is not computed here`)
      : failed(`Error while parsing default rule: ${error.message}`);
  }
}

/** TCP routers with their services; one without a rule is left out. */
export function linkTcp(labelled: Services, services: Services): LinkedRouters {
  return link(labelled, services, (router) =>
    text(own(router, 'rule')) === '' ? failed('Empty rule') : made(router),
  );
}

/** UDP routers with their services. */
export function linkUdp(labelled: Services, services: Services): LinkedRouters {
  return link(labelled, services, made);
}

/** A router that names no service gets the container's, where there is just one. */
function link(
  labelled: Services,
  services: Services,
  complete: (router: Plain) => Attempt<Plain>,
): LinkedRouters {
  const names = Object.keys(services);
  const routers: [string, Plain][] = [];
  const lost: LostRouter[] = [];
  for (const [name, written] of Object.entries(labelled)) {
    const router = complete(written);
    if ('reason' in router) lost.push({ name, reason: router.reason });
    else if (text(own(router.value, 'service')) !== '') routers.push([name, router.value]);
    else if (names.length > 1) {
      const reason = `Router ${name} cannot be linked automatically with multiple Services: ${JSON.stringify(names)}`;
      lost.push({ name, reason });
    } else routers.push([name, { ...router.value, service: names[0] ?? '' }]);
  }
  return { routers: Object.fromEntries(routers), lost };
}
