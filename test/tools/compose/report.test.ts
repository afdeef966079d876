import { composeMarkdown, composeReport, composeText, mustAct } from '../../../lib/tools/compose';
import { converted } from './support';

const unpullable = 'services: { web: { image: "Shop|1:1", privileged: true, init: true } }';

test('What is accepted by its code is an error no more, and told all the same', () => {
  const conversion = converted(unpullable);
  const report = composeReport(conversion, new Set());
  expect(mustAct(report)).toBe(true);
  const accepted = composeReport(conversion, new Set(['CM015']));
  expect(mustAct(accepted)).toBe(false);
  expect(accepted.entries).toContainEqual(expect.objectContaining({ code: 'CM015', severity: 'warning' }));
});

test('The text tells first what must be done, then what to look at, then what is different', () => {
  const text = composeText(composeReport(converted(unpullable), new Set()));
  const heads = ['What must be done (1)', 'What to look at', 'What is different'].map((head) =>
    text.indexOf(head),
  );
  expect(heads.every((at) => at > 0)).toBe(true);
  expect(heads).toEqual(heads.toSorted((a, b) => a - b));
  expect(text).toMatch(
    /CM090 lost +services\.web\.privileged  compose\.yaml:1:\d+\n  A right on the host is not given\.\n  fix: /,
  );
});

test('Nothing that a file says ends a cell of the Markdown', () => {
  const markdown = composeMarkdown(composeReport(converted(unpullable), new Set()));
  const rows = markdown.split('\n').filter((line) => line.startsWith('| CM015'));
  expect(rows.map((row) => row.split(' | ').length)).toEqual([6]);
  expect(rows.join()).not.toContain('Shop|1');
});
