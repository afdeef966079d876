import type { LabelSelector } from './manifest';

/** Whether labels are those that a selector asks for; none asks for nothing. */
export function selects(
  { matchLabels = {}, matchExpressions = [] }: LabelSelector,
  labels: Readonly<Record<string, string>>,
): boolean {
  const has = (key: string): boolean => Object.hasOwn(labels, key);
  return (
    Object.entries(matchLabels).every(([key, value]) => has(key) && labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      if (operator === 'Exists') return has(key);
      if (operator === 'DoesNotExist') return !has(key);
      const isOne = has(key) && values.includes(labels[key] ?? '');
      return operator === 'In' ? isOne : !isOne;
    })
  );
}
