import { traefikFactsOf } from '../../../lib/check/cluster';
import { review } from '../../../lib/check/lint';
import { type Problem, formatProblem, ruleOf } from '../../../lib/core/finding';
import { objectsOf } from '../../../lib/core/manifest';
import { shop } from '../../traefik/model/objects';
import { gatewayClass } from '../../traefik/model/provider/gateway/objects';
import { gatewayFixes } from './gateway-fixes';

const configuration = {
  entryPoints: { web: { address: ':80' }, websecure: { address: ':443', http: { tls: {} } } },
  providers: { kubernetesGateway: {}, kubernetesCRD: {} },
};

function told(objects: readonly object[]): readonly Problem[] {
  const text = shop(gatewayClass, ...objects)
    .map((object) => JSON.stringify(object))
    .join('\n---\n');
  const { objects: placed } = objectsOf(text, 'gateway.yaml');
  return review(placed, { traefik: traefikFactsOf(configuration) }).findings;
}

test.each(gatewayFixes)(
  'what the fix of $rule says ($says), done literally, makes it go away and nothing else wrong',
  ({ rule, says, broken, fixed }) => {
    const before = told(broken);
    const found = before.find((problem) => problem.rule === rule);
    expect(found ?? before.map((problem) => formatProblem(problem)).join('\n')).toMatchObject({ rule });
    expect(found?.fix ?? ruleOf(rule).fix).toContain(says);
    expect(told(fixed).map((problem) => formatProblem(problem))).toEqual([]);
  },
);
