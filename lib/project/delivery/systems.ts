import { hasErrors, type Problem } from '../../core/finding';
import { stringifyYaml } from '../../core/yaml';
import { argoCd } from './argocd';
import { backstage } from './backstage';
import type { DeliveryFile, DeliveryInput, DeliveryWriter } from './delivery';
import { flux } from './flux';
import { karmada } from './karmada';
import { observability } from './observability';
import { openYurt } from './openyurt';
import { traefik } from './traefik';

/** The systems that a delivery can be written for, by the names that the command line has for them. */
const systems = {
  argocd: argoCd,
  flux,
  backstage,
  karmada,
  observability,
  openyurt: openYurt,
  traefik,
} as const satisfies Readonly<Record<string, DeliveryWriter>>;

export type DeliverySystem = keyof typeof systems;

export const deliverySystems: readonly DeliverySystem[] = [
  'argocd',
  'flux',
  'backstage',
  'karmada',
  'observability',
  'openyurt',
  'traefik',
];

/** What is written for systems, and what is told of it. */
export interface WrittenDelivery {
  /** Texts by path; each system has a folder of its own. None where a problem is an error. */
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

/** The files of some systems. */
export function deliver(wanted: readonly DeliverySystem[], input: DeliveryInput): WrittenDelivery {
  const written = wanted.map((system) => ({ system, ...systems[system](input) }));
  const problems = written.flatMap((one) => one.problems);
  if (hasErrors(problems)) return { files: new Map(), problems };
  const files = written.flatMap(({ system, files: own }) =>
    Array.from(own, ([path, file]) => [`${system}/${path}`, textOf(file)] as const),
  );
  return { files: new Map(files), problems };
}

function textOf(file: DeliveryFile): string {
  return 'text' in file ? file.text : stringifyYaml(file.objects);
}
