/** The command that makes what pods wait for. @param data arguments such as `--from-file=key=path` */
export function creating(
  kind: 'secret generic' | 'configmap',
  name: string,
  namespace: string,
  ...data: readonly string[]
): string {
  return `Make it: ${['kubectl create', kind, name, '-n', namespace, ...data].join(' ')}`;
}
