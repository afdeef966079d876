import type { RuleId } from '../../../../lib/core/finding';
import { Inventory, traefikFactsOf } from '../../../../lib/check/cluster';
import { advisoryReport } from '../../../../lib/check/rules';
import { objectsOf } from '../../../../lib/core/manifest';

/** Objects that an advisory would count for, one release of Traefik that has its fault and one that has not. */
const fix: { readonly rule: RuleId; readonly id: string; readonly releases: readonly [string, string] } = {
  rule: 'unreached-advisory',
  id: 'CVE-2026-32305',
  releases: ['3.6.10', '3.6.11'],
};

test('what the fix of an advisory that counts nowhere says, an upgrade, makes it go away', () => {
  const { objects } = objectsOf('{ apiVersion: v1, kind: Service, metadata: { name: web } }', 'web.yaml');
  const [before, after] = fix.releases.map((release) =>
    advisoryReport(new Inventory(objects, { traefik: traefikFactsOf(undefined, release) })).filter(
      ({ rule, message }) => rule === fix.rule && message.startsWith(fix.id),
    ),
  );
  expect(before).toMatchObject([{ rule: fix.rule }]);
  expect(after).toEqual([]);
});
