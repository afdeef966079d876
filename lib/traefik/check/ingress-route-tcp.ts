import type { Finding } from '../../core/finding';
import { checkEntryPoints, checkPriority, checkRules } from './routes';
import { checkTls } from './route-tls';
import { type RuleUse, factsOf, ruleUses } from './rule-facts';
import type { IngressRouteTCPSpec, RouterTLSTCP } from '../api';
import { checkStreamServices } from './streams';
import { checkWeights } from './weights';

/** All that can be said about an IngressRouteTCP by itself. */
export function checkIngressRouteTCP(
  spec: Partial<IngressRouteTCPSpec>,
  traefikVersion?: string,
): readonly Finding[] {
  const { routes = [] } = spec;
  const rules = ruleUses('tcp', routes, traefikVersion);
  return [
    ...checkRules(rules),
    ...(spec.tls ? checkPassthrough(spec.tls) : rules.flatMap(checkPlain)),
    ...routes.flatMap(({ priority, services }, index): readonly Finding[] => {
      const field = ['routes', index, 'services'];
      return [
        ...checkPriority(priority, ['routes', index, 'priority']),
        ...checkWeights(services, field, 'Traefik closes every connection: no service may take it.'),
        ...checkStreamServices(services, field, 'TCP router', 'connections'),
      ];
    }),
    ...checkEntryPoints(spec.entryPoints, 'TCP'),
    ...checkTls(spec.tls, rules),
  ];
}

/** Server names and protocols are known from a TLS handshake only. */
function checkPlain(rule: RuleUse): readonly Finding[] {
  const { error, domains, hostExpressions } = factsOf(rule);
  if (error) return [];
  const [domain] = domains;
  if (domain !== undefined && domain !== '*') {
    return [
      {
        rule: 'host-sni-without-tls',
        severity: 'error',
        field: rule.field,
        message: `The rule ${rule.text} asks for a server name, and the routes have no TLS.`,
        consequence: 'Traefik disables the router: "has HostSNI matcher, but no TLS on router".',
        fix: 'Set `tls` (with `passthrough: true` if the service terminates TLS), or write HostSNI(`*`).',
      },
    ];
  }
  if (hostExpressions.length === 0) return [];
  return [
    {
      rule: 'sni-regexp-without-tls',
      severity: 'error',
      field: rule.field,
      message: `The rule ${rule.text} asks for a server name, and the routes have no TLS.`,
      consequence: 'A plain connection has no server name, so the expression is compared with an empty one.',
      fix: 'Set `tls` (with `passthrough: true` if the service terminates TLS), or write HostSNI(`*`).',
    },
  ];
}

/** What is passed through is never decrypted, so there is no use for a certificate. */
function checkPassthrough(tls: RouterTLSTCP): readonly Finding[] {
  if (!tls.passthrough) return [];
  const ignored = (['secretName', 'certResolver', 'domains', 'options'] as const).filter(
    (key) => tls[key] !== undefined,
  );
  return ignored.map((key) => ({
    rule: 'passthrough-ignores',
    severity: 'warning',
    field: ['tls', key],
    message: `TLS is passed through, so ${key} is not used.`,
    consequence: 'Traefik ignores it; clients see the certificate and the TLS versions of the service.',
    fix: `Leave ${key} out, or passthrough.`,
  }));
}
