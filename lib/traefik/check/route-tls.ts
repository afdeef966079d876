import type { Finding } from '../../core/finding';
import { type RuleUse, factsOf } from './rule-facts';
import type { RouterTLS } from '../api';

/** TLS settings of routes that Traefik ignores or refuses. */
export function checkTls(tls: RouterTLS | undefined, rules: readonly RuleUse[]): readonly Finding[] {
  if (!tls) return [];
  const withoutHost = rules.find((rule) => {
    const { error, domains } = factsOf(rule);
    return !error && domains.length === 0;
  });
  return [
    ...checkOptions(tls, withoutHost),
    ...checkResolver(tls, withoutHost),
    ...(tls.store === undefined ? [] : [storeIgnored]),
  ];
}

function checkOptions({ options }: RouterTLS, withoutHost: RuleUse | undefined): readonly Finding[] {
  if (options?.name === 'default') {
    return [
      {
        rule: 'default-tls-options',
        severity: 'error',
        field: ['tls', 'options'],
        message: 'The TLSOption called default is named.',
        consequence:
          'Traefik knows it without its namespace only: the router is disabled and TLS for its hosts fails.',
        fix: 'Leave `options` out; every router that names none has it.',
      },
    ];
  }
  if (!options || !withoutHost) return [];
  return [
    {
      rule: 'tls-options-without-host',
      severity: 'error',
      field: withoutHost.field,
      message: `TLS options are named, and the rule ${withoutHost.text} has no host.`,
      consequence: 'Options are chosen by server name: Traefik uses the default options for this route.',
      fix: 'Add Host or HostSNI to the rule.',
    },
  ];
}

function checkResolver(
  { certResolver, domains }: RouterTLS,
  withoutHost: RuleUse | undefined,
): readonly Finding[] {
  if (!certResolver || domains?.length || !withoutHost) return [];
  return [
    {
      rule: 'nothing-to-resolve',
      severity: 'warning',
      field: ['tls', 'certResolver'],
      message: `The rule ${withoutHost.text} has no host, and tls.domains names none.`,
      consequence: 'The resolver asks for no certificate: clients see Traefik’s self-signed one.',
      fix: 'Write `tls.domains`, or add a host to the rule.',
    },
  ];
}

const storeIgnored: Finding = {
  rule: 'tls-store-ignored',
  severity: 'warning',
  field: ['tls', 'store'],
  message: 'A TLSStore is named.',
  consequence: 'Traefik v3.7 never reads it; only the TLSStore called default is used.',
  fix: 'Leave `store` out.',
};
