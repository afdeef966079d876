import { traefikFactsOf } from '../../../lib/check/cluster';
import { review } from '../../../lib/check/lint';
import { type Problem, formatReport } from '../../../lib/core/finding';
import { objectsOf } from '../../../lib/core/manifest';
import { besides } from './examples';
import { objectFixes } from './fixes';

function found(manifests: string): readonly Problem[] {
  const { objects, problems } = objectsOf(besides + manifests, 'fix.yaml');
  expect(problems).toEqual([]);
  return review(objects, { traefik: traefikFactsOf() }).findings.filter(
    ({ severity }) => severity !== 'info',
  );
}

test.each(objectFixes.map((fix) => [fix.rule, String(fix.says), fix] as const))(
  'what the fix of %s says (%s), done literally, makes it go away and breaks nothing else',
  (rule, _, { broken, says, change: [from, to] }) => {
    const before = found(broken);
    const problem = before.find((each) => each.rule === rule);
    expect(problem ?? formatReport(before)).toMatchObject({ rule });
    expect(problem?.fix).toMatch(says);
    expect(broken.split(from).length).toBe(2);
    const after = found(broken.replace(from, to));
    expect(after.map((each) => each.rule)).not.toContain(rule);
    const known = new Set(before.map((each) => each.rule));
    expect(formatReport(after.filter((each) => !known.has(each.rule) && each.severity === 'error'))).toBe('');
  },
);
