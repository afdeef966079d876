/** Whether an object with these labels is selected. */
export type LabelSelector = (labels: ReadonlyMap<string, string>) => boolean;

/**
 * Reads a Kubernetes label selector: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, `a`, `!a`, joined
 * by commas. What cannot be read selects nothing, as Traefik then does not start its provider.
 */
export function parseSelector(text: string): LabelSelector {
  const requirements = split(text).map(parseRequirement);
  return (labels) => requirements.every((requirement) => requirement?.(labels) ?? false);
}

/** Splits at the commas that are outside parentheses. */
function split(text: string): readonly string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function parseRequirement(text: string): LabelSelector | undefined {
  const set = /^([^\s!=,()]+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text);
  if (set) {
    const [, key = '', operator, list = ''] = set;
    const values = new Set(list.split(',').map((value) => value.trim()));
    const included: LabelSelector = (labels) => values.has(labels.get(key) ?? '') && labels.has(key);
    return operator === 'in' ? included : (labels) => !included(labels);
  }
  const equality = /^([^\s!=,()]+)\s*(==|!=|=)\s*([^\s!=,()]*)$/.exec(text);
  if (equality) {
    const [, key = '', operator, value] = equality;
    return operator === '!=' ? (labels) => labels.get(key) !== value : (labels) => labels.get(key) === value;
  }
  const existence = /^(!?)\s*([^\s!=,()]+)$/.exec(text);
  if (!existence) return undefined;
  const [, not, key = ''] = existence;
  return not === '!' ? (labels) => !labels.has(key) : (labels) => labels.has(key);
}
