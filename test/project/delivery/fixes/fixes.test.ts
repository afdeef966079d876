import { type RuleId, ruleOf } from '../../../../lib/core/finding';
import { catalogueGroups } from '../../../../lib/core/finding/catalogue';
import { type Delivered, delivered } from '../support';
import { type DeliveryFix, deliveryFixes } from './rows';

/** The fix that is told of a rule, undefined where the rule is not told. */
function fixTold({ problems, fixes }: Delivered, rule: RuleId): string | undefined {
  const at = problems.findIndex((problem) => problem.includes(`${rule}: `));
  return at < 0 ? undefined : (fixes[at] ?? ruleOf(rule).fix);
}

function deliveredTo(
  { system, isKnown = true }: DeliveryFix,
  base: string,
  environments: DeliveryFix['environments'] = { prod: '' },
): Delivered {
  const repository = { path: '', ...(isKnown && { url: 'https://git.example/shop' }) };
  return delivered(system, { base, ...environments }, repository);
}

test.each(deliveryFixes)(
  'what the fix of $rule says, done literally, makes it go away and nothing else wrong: $system',
  (row) => {
    const { rule, says, broken, fixed, environments, fixedEnvironments = environments } = row;
    const before = deliveredTo(row, broken, environments);
    expect([before.problems, fixTold(before, rule)]).toEqual([
      expect.anything(),
      expect.stringContaining(says),
    ]);
    expect(deliveredTo(row, fixed, fixedEnvironments).problems).toEqual([]);
  },
);

test('every rule about delivery has its fix tried', () => {
  const group = catalogueGroups.find(({ title }) => title === 'Delivery');
  expect(Object.keys(group?.rules ?? {}).toSorted()).toEqual(
    [...new Set(deliveryFixes.map(({ rule }) => rule))].toSorted(),
  );
});
