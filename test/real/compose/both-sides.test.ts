import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Box } from '../support';
import { compareBothSides } from './both-sides';

const projects = join(__dirname, '../../tools/compose/traffic/projects');

/**
 * Projects of HTTP, and whether any of the requests reaches a server: in some all are refused. The others are held
 * against each other by the model alone. In blue-green and swarm-stack chance decides; dns-udp, postgres-sni and
 * gitea-ssh are no HTTP; redis-limit, outside and sticky-health need programs of others, or differ by design; the
 * entry point of dashboard-only leads to Traefik itself; what default-rule makes of Traefik's own container has no
 * address on an engine without containers. catch-all-redirect fares alike too, and waits three quarters of a minute.
 */
const names: Readonly<Record<string, boolean>> = {
  'acme-tls': true,
  conflict: false,
  'entry-point': true,
  'error-pages': true,
  'file-parts': true,
  'forward-auth': true,
  'full-stack': true,
  'go-backend': true,
  'grpc-443': true,
  'monitoring-v2': false,
  nextcloud: true,
  'quick-start': true,
  wordpress: true,
};

describe('a project before a real Traefik with its Docker provider, and what it becomes before another one', () => {
  let box: Box;
  beforeAll(async () => {
    box = await Box.start();
  }, 60_000);
  afterAll(() => box.stop());

  it.each(Object.entries(names))(
    '%s: every request is answered alike',
    async (name, isReached) => {
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
        expect(reached > 0).toBe(isReached);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    120_000,
  );
});
