import type { Template } from '../../../../lib/tools/chart/template/template';
import { withInitCheck } from '../../../../lib/tools/chart/environment/init-check';

function templateOf(value: unknown): Template {
  if (Array.isArray(value))
    return {
      kind: 'list',
      items: value.map((item, index) => ({ key: String(index), value: templateOf(item) })),
    };
  if (typeof value !== 'object' || value === null) return { kind: 'literal', value };
  return {
    kind: 'map',
    entries: Object.entries(value).map(([key, item]) => ({ key, value: templateOf(item) })),
  };
}

const workload = (pod: object): Template =>
  templateOf({
    kind: 'Deployment',
    spec: { template: { spec: { containers: [{ image: 'a:1' }], ...pod } } },
  });

test('the check of the chart is added to a workload', () => {
  const plain = workload({});
  expect(withInitCheck(plain)).not.toEqual(plain);
});

test('a service that asks for the check itself has it once', () => {
  const own = workload({ initContainers: [{ name: 'init-check' }], volumes: [{ name: 'init-check' }] });
  expect(withInitCheck(own)).toEqual(own);
});
