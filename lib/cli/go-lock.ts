import { existsSync } from 'node:fs';
import { readText, writeText } from '../core/file';
import { type Problem, ProblemError, formatReport, hasErrors, problemAt } from '../core/finding';
import { stringifyYamlValue } from '../core/yaml';
import { type BuiltImage, type GoWorkspace, type UnknownLine, builtImages, importPath } from '../project/go';
import { readLockedImages } from '../project/environment';
import { type Surroundings, UsageError } from './command';

/** Puts the images that builds made into images.lock.yaml; what it has of others stays. */
export function writeImageLock(
  { modules, problems: read }: GoWorkspace,
  files: readonly string[],
  output: string,
  surroundings: Surroundings,
): number {
  if (files.length === 0)
    throw new UsageError('name what a build wrote: ko build --image-refs FILE, or dist/artifacts.json');
  if (hasErrors(read)) throw new ProblemError(read);
  const problems: Problem[] = [];
  const images = new Map<string, BuiltImage>(existsSync(output) ? readLockedImages(output) : []);
  let found = 0;
  for (const file of files) {
    const built = builtImages(readText(file), modules);
    for (const [reference, image] of built.images) images.set(reference, image);
    found += built.images.size;
    problems.push(...built.unknown.map((unknown) => unknownLine(file, unknown)));
    if (built.images.size === 0 && built.unknown.length === 0)
      problems.push(unknownLine(file, { line: 1, reason: 'it names no image' }));
  }
  if (problems.length > 0) {
    surroundings.err(`${formatReport(problems, surroundings)}\n`);
    return 1;
  }
  const listed = [...images].toSorted(([a], [b]) => (a < b ? -1 : 1));
  writeText(
    output,
    stringifyYamlValue({ images: Object.fromEntries(listed.map(([key, image]) => [key, shortened(image)])) }),
  );
  surroundings.out(`${output}: ${counted(images.size)}, ${found} from this build\n`);
  return 0;
}

/** Whether the images of a lock are of programs that are there. What no module here has is told only where there is one. */
export function checkImageLock(
  { modules, problems: read }: GoWorkspace,
  files: readonly string[],
  lock: string,
  surroundings: Surroundings,
): number {
  if (files.length > 0) throw new UsageError('"go lock --check" reads the lock alone');
  const images = readLockedImages(lock);
  if (modules.length > 0 && hasErrors(read)) throw new ProblemError(read);
  const programs = new Set(
    modules.flatMap(({ path, mains }) => mains.map(({ dir }) => `ko://${importPath(path, dir)}`)),
  );
  const stale = [...images].filter(
    ([reference]) => programs.size > 0 && reference.startsWith('ko://') && !programs.has(reference),
  );
  const problems = stale.map(([reference, { origin }]) =>
    problemAt(
      { location: origin.place() },
      { rule: 'stale-image-lock', message: `No module here has the program ${reference.slice(5)}.` },
    ),
  );
  if (problems.length > 0) surroundings.err(`${formatReport(problems, surroundings)}\n`);
  else surroundings.out(`${lock}: ${counted(images.size)}\n`);
  return problems.length > 0 ? 1 : 0;
}

function counted(images: number): string {
  return images === 1 ? '1 image' : `${images} images`;
}

function shortened({ image, platforms }: BuiltImage): unknown {
  return platforms ? { image, platforms } : image;
}

function unknownLine(file: string, { line, reason }: UnknownLine): Problem {
  const message = `Nothing of ${file} comes into the lock: ${reason}.`;
  return problemAt({ location: { file, line, column: 1 } }, { rule: 'unknown-image-line', message });
}
