import { own } from '../../../core/base';
import { formatRule } from '../../../traefik/rule';
import { placesAt, stringAt } from '../../cluster';
import type { ObjectCheck, ObjectFinding } from '../object-finding';
import { matcherCheck } from '../route-rules';

/** A star in a matcher that knows no patterns. */
export const literalStar = matcherCheck((matcher) => {
  const { name, args } = matcher;
  const [first = '', second = ''] = args;
  const isPath = name === 'Path' || name === 'PathPrefix';
  const isValue = (name === 'Query' || name === 'Header') && args.length === 2;
  if (!(isPath ? first : isValue ? second : '').includes('*')) return undefined;
  return {
    rule: 'literal-pattern',
    message: `${formatRule(matcher)} takes a star for a star.`,
    fix: isPath ? `Write ${pathFor(first)}.` : `Write ${name}Regexp(\`${first}\`, \`${patternOf(second)}\`).`,
  };
});

function pathFor(text: string): string {
  const [, before = ''] = /^([^*]*\/)\*+$/.exec(text) ?? [];
  return before === '' ? `PathRegexp(\`^${patternOf(text)}$\`)` : `PathPrefix(\`${before}\`)`;
}

function patternOf(text: string): string {
  return text === '*' ? '.+' : text.replaceAll('.', '\\.').replaceAll(/\*+/g, '.*');
}

/** Paths of Ingresses written for a controller that reads them as expressions. */
export const literalIngressPath: ObjectCheck = (inventory) =>
  inventory.ofGroup('networking.k8s.io').flatMap((placed): ObjectFinding[] => {
    const { kind, metadata } = placed.object;
    if (kind !== 'Ingress') return [];
    const annotations = Object.entries(metadata.annotations ?? {});
    const isForOthers = annotations.some(([key]) => key.startsWith('nginx.ingress.kubernetes.io/'));
    const matcher = own(metadata.annotations, 'traefik.ingress.kubernetes.io/router.pathmatcher');
    if (isForOthers || matcher === 'PathRegexp') return [];
    return placesAt(placed.object, ['spec', 'rules', '*', 'http', 'paths', '*']).flatMap(
      ({ path: field, value }): ObjectFinding[] => {
        const path = stringAt(value, 'path') ?? '';
        if (!/[*$|^\\[\]()]/.test(path)) return [];
        return [
          {
            placed,
            rule: 'literal-pattern',
            message: `The path ${path} is compared letter by letter, whatever its pathType.`,
            fix: 'Write a plain path with pathType Prefix; or `pathType: ImplementationSpecific` and the annotation traefik.ingress.kubernetes.io/router.pathmatcher: PathRegexp.',
            field: [...field, 'path'],
          },
        ];
      },
    );
  });
