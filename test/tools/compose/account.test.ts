import { resolve } from 'node:path';
import { readCompose } from '../../../lib/project/compose';
import { type Conversion, convertCompose } from '../../../lib/tools/compose';
import { composePath } from '../../../lib/tools/compose/entry';
import { writtenParts } from '../../../lib/tools/compose/written';
import { ComposeGenerator } from '../../real/compose/generate';
import { Random } from '../../real/muxer/random';
import { projects } from './projects';
import { inProject, synthesized, told, converted, web } from './support';

interface Walk {
  readonly conversion: Conversion;
  readonly leaves: readonly string[];
}

/** Each value that the files of a project hold, and what becomes of the project. */
function walk(directory: string, options: Parameters<typeof readCompose>[0] = {}): Walk | undefined {
  const { project } = readCompose({ directory, projectName: 'shop', ...options });
  if (!project) return undefined;
  const leaves = writtenParts(project).leaves.map(({ path }) => composePath(path));
  return { conversion: convertCompose([{ name: 'prod', project }], resolve(directory)), leaves };
}

/** Values of which the report says nothing, neither of themselves nor of the part of a service that they belong to. */
function silent({ conversion: { entries }, leaves }: Walk): readonly string[] {
  const parts = entries.filter(
    ({ path, code }) =>
      path.split(/[.[]/).length > 2 ||
      code === 'CM002' ||
      path === 'name' ||
      path === 'version' ||
      path.startsWith('x-'),
  );
  const told = new Set(parts.map(({ path }) => path));
  return leaves.filter((leaf) => {
    const ends = Array.from(leaf.matchAll(/[.[]|$/g), ({ index }) => leaf.slice(0, index));
    return !ends.some((end) => told.has(end));
  });
}

describe.each(Object.entries(projects))('%s', (_, files) => {
  test('every value of its files is in the report', () => {
    const found = inProject(files, (folder) => walk(folder, { profiles: ['debug'] }));
    expect(found && silent(found)).toEqual([]);
  });

  test('nothing but labels of Traefik is unknown to the mapping', () => {
    const { entries } = converted(files);
    const unknown = entries.filter(
      ({ code, path }) => code === 'CM001' && !/traefik|services\.proxy/.test(path),
    );
    expect(unknown).toEqual([]);
  });

  test('what it becomes passes every check of a synth', () => {
    // Where a project has no Traefik, routers without entry points are on those that are usual, of which one is for HTTPS.
    const expected = new Set<string>(['floating-image', 'tls-unlike-entry-point']);
    const { problems } = synthesized(converted(files));
    expect(problems.filter(({ rule }) => !expected.has(rule))).toEqual([]);
  });
});

const seed = 20_262;

test(`every value of made-up projects is in the report (seed ${seed})`, () => {
  const generator = new ComposeGenerator(new Random(seed));
  let read = 0;
  for (let index = 0; index < 80; index++) {
    const { files, ask } = generator.next();
    const found = inProject(files, (folder) => walk(folder, ask.profiles ? { profiles: ask.profiles } : {}));
    if (!found) continue;
    read++;
    expect({ index, silent: silent(found) }).toEqual({ index, silent: [] });
    const unknown = found.conversion.entries.filter(
      ({ code, path }) => code === 'CM001' && !path.includes('traefik'),
    );
    expect({ index, unknown }).toEqual({ index, unknown: [] });
  }
  expect(read).toBeGreaterThan(20);
});

test('A part that says nothing to Compose either is carried, and an extension is kept as a comment', () => {
  const conversion = converted(web('privileged: false', 'x-owner: { team: web }'));
  expect(told(conversion, 'services.web.privileged')).toEqual(['carried']);
  expect(told(conversion, 'services.web.x-owner')).toEqual(['changed CM101']);
});
