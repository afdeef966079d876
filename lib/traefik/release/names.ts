const beside = '-canary';

/** Name of the next version of a service while it runs beside it. */
export function nextName(service: string): string {
  return `${service}${beside}`;
}

/** Name of the service beside which a next version runs; undefined for a name that is none of a next version. */
export function besideOf(name: string): string | undefined {
  return name.endsWith(beside) ? name.slice(0, -beside.length) : undefined;
}
