import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Box } from '../support';
import { compareBothSides } from './both-sides';

const projects = join(__dirname, '../../tools/compose/traffic/projects');

/** Projects of HTTP in which chance, UDP and programs of others have no part: those are held against each other by the model alone. */
const names = [
  'error-pages',
  'file-parts',
  'forward-auth',
  'full-stack',
  'go-backend',
  'grpc-443',
  'nextcloud',
  'quick-start',
  'wordpress',
];

describe('a project before a real Traefik with its Docker provider, and what it becomes before another one', () => {
  let box: Box;
  beforeAll(async () => {
    box = await Box.start();
  }, 60_000);
  afterAll(() => box.stop());

  it.each(names)(
    '%s: every request is answered alike',
    async (name) => {
      const folder = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-sides-'));
      try {
        const { requests, reached, differences } = await compareBothSides(
          box,
          join(projects, `${name}.yml`),
          name,
          folder,
        );
        expect(differences.slice(0, 3)).toEqual([]);
        expect(requests).toBeGreaterThan(3);
        expect(reached).toBeGreaterThan(0);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    120_000,
  );
});
