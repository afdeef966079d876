import { ownPolicies } from '../../../lib/check/policy';
import { objectsOf } from '../../../lib/core/manifest';
import { Box } from '../support';

const rules = `matchConstraints:
    resourceRules: [{ apiGroups: [''], apiVersions: [v1], resources: [services], operations: [CREATE] }]`;

/** Specs of policies, by whether the API server takes them. */
const specs: readonly (readonly [name: string, isTaken: boolean, spec: string])[] = [
  ['plain', true, `${rules}\n  validations: [{ expression: 'true' }]`],
  ['no-rules', false, "matchConstraints: {}\n  validations: [{ expression: 'true' }]"],
  ['empty-rules', false, "matchConstraints: { resourceRules: [] }\n  validations: [{ expression: 'true' }]"],
  ['nothing-asked', false, rules],
  ['two-lines', false, `${rules}\n  validations: [{ expression: 'true', message: "a\\nb" }]`],
  ['ends-in-line-break', true, `${rules}\n  validations: [{ expression: 'true', message: "a\\n" }]`],
  ['blank-message', false, `${rules}\n  validations: [{ expression: 'true', message: ' ' }]`],
  [
    'no-variable',
    false,
    `${rules}\n  variables: [{ name: 'a b', expression: '1' }]\n  validations: [{ expression: 'true' }]`,
  ],
  [
    'too-long',
    false,
    `${rules}\n  validations: [{ expression: "${'true && '.repeat(13_000)}true", message: a }]`,
  ],
  ['long-expression', true, `${rules}\n  validations: [{ expression: "true &&\\n true" }]`],
  ['long-with-message', true, `${rules}\n  validations: [{ expression: "true &&\\n true", message: a }]`],
];

test('what the API server refuses of a policy beyond its form is refused here, and nothing else', async () => {
  const box = await Box.start();
  try {
    for (const [name, isTaken, spec] of specs) {
      const text = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: ${name} }
spec:
  ${spec}
`;
      const { objects } = objectsOf(text, `${name}.yaml`);
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that each has its own answer
      const { rejected } = await box.tryApply(objects.map(({ object }) => object));
      const { problems } = ownPolicies(objects);
      expect([name, rejected.length === 0, problems.length === 0]).toEqual([name, isTaken, isTaken]);
    }
  } finally {
    await box.stop();
  }
}, 120_000);
