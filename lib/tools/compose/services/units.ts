import { parseDuration } from '../../../traefik/api/read';

/** Seconds of a duration as Compose prints it, `1m30s`. */
export function secondsOf(duration: string): number {
  return Number(parseDuration(duration) ?? 0n) / 1e9;
}

const units = [
  ['Gi', 1024 ** 3],
  ['Mi', 1024 ** 2],
  ['Ki', 1024],
] as const;

/** A size in bytes, as Compose prints it, in the words of Kubernetes. */
export function quantityOf(bytes: string): string {
  const size = Number(bytes);
  const [unit, factor] = units.find(([, each]) => size > 0 && size % each === 0) ?? ['', 1];
  return `${size / factor}${unit}`;
}

/** A number of CPUs in the words of Kubernetes: `500m`, `2`. */
export function cpuOf(cpus: number): string {
  return Number.isInteger(cpus) ? String(cpus) : `${Math.max(1, Math.round(cpus * 1000))}m`;
}
