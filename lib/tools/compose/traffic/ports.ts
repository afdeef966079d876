import { type PlacedValue } from '../outcome';
import { type Workload, portOf } from '../source';
import { place } from './piece';

/** The name of a port, and what declares it where the workload has it not yet. */
export interface UsedPort {
  readonly name: string;
  readonly added: readonly PlacedValue[];
}

/** The port of a workload that a route leads to; the declared ports may not have what only labels or images know. */
export function usedPort(workload: Workload, port: number, protocol: 'TCP' | 'UDP' = 'TCP'): UsedPort {
  const known = portOf(workload, port, protocol);
  if (known !== undefined) return { name: known, added: [] };
  const taken = new Set(workload.ports.map(({ name }) => name));
  const usual = protocol === 'TCP' ? 'http' : 'udp';
  const name = taken.has(usual) ? `${usual}-${port}` : usual;
  const value = protocol === 'TCP' ? port : { port, protocol };
  return { name, added: [place(['services', workload.name, 'ports', name], value)] };
}
