import { readCompose } from '../../../lib/project/compose';
import { type Conversion, convertCompose } from '../../../lib/tools/compose';
import { projects } from '../../tools/compose/projects';
import { converted, inProject, synthesized } from '../../tools/compose/support';
import { Random } from '../muxer/random';
import { Box } from '../support';
import { ComposeGenerator } from './generate';

/** Applies what a project becomes; the namespace warns of everything that Pod Security "restricted" would refuse. */
async function warningsOf(conversion: Conversion, namespace: string): Promise<readonly string[]> {
  const { objects } = synthesized(conversion);
  expect(objects.length).toBeGreaterThan(0);
  const { warnings } = await Box.shared().apply(objects, { namespace });
  return warnings;
}

test.each(Object.entries(projects))(
  'the API server takes what becomes of %s, and Pod Security "restricted" has nothing to say',
  async (title, files) => {
    const projectName = `compose-${Object.keys(projects).indexOf(title)}`;
    expect(await warningsOf(converted(files, { prod: [] }, { projectName }), projectName)).toEqual([]);
  },
);

const seed = 4_711;

test(`the API server takes what becomes of made-up projects (seed ${seed})`, async () => {
  const generator = new ComposeGenerator(new Random(seed));
  let taken = 0;
  for (let index = 0; index < 240; index++) {
    const { files } = generator.next();
    const name = `compose-made-up-${index}`;
    const conversion = inProject(files, (directory) => {
      const { project } = readCompose({ directory, projectName: name });
      return project && convertCompose([{ name: 'prod', project }], directory);
    });
    // Some name images that nobody can pull, and are told so.
    if (!conversion || conversion.entries.some(({ code }) => code === 'CM015')) continue;
    expect({ index, warnings: await warningsOf(conversion, name) }).toEqual({ index, warnings: [] });
    taken++;
  }
  expect(taken).toBeGreaterThan(10);
}, 120_000);
