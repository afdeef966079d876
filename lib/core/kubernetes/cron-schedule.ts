/** The words that stand for a whole schedule. Source: robfig/cron v3 `ParseStandard`, which the API server asks. */
const descriptors = new Set([
  '@yearly',
  '@annually',
  '@monthly',
  '@weekly',
  '@daily',
  '@midnight',
  '@hourly',
]);

interface Field {
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const fields: readonly Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: ['', ...months] },
  { least: 0, most: 6, names: weekdays },
];

/** Whether a CronJob can have a schedule. */
export function isSchedule(text: string): boolean {
  if (text.startsWith('@')) return descriptors.has(text) || isInterval(text);
  const parts = text.split(/\s+/).filter((part) => part !== '');
  return parts.length === fields.length && fields.every((field, index) => isField(parts[index] ?? '', field));
}

/** `@every` and a duration as Go writes it. */
function isInterval(text: string): boolean {
  return /^@every [+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/.test(text);
}

/** Ranges with steps, separated by commas. */
function isField(text: string, field: Field): boolean {
  return text
    .split(',')
    .filter((range) => range !== '')
    .every((range) => isRange(range, field));
}

function isRange(text: string, { least, most, names = [] }: Field): boolean {
  const [range = '', step, ...moreSteps] = text.split('/');
  if (moreSteps.length > 0 || (step !== undefined && !(digits(step) > 0))) return false;
  const [from = '', to, ...more] = range.split('-');
  if (more.length > 0) return false;
  if (from === '*' || from === '?') return true;
  const valueOf = (word: string): number => {
    const name = names.indexOf(word.toLowerCase());
    return name >= 0 && word !== '' ? name : digits(word);
  };
  const [first, last] = [valueOf(from), to === undefined ? valueOf(from) : valueOf(to)];
  return first >= least && last <= most && first <= last;
}

/** A number without sign, or NaN. */
function digits(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
