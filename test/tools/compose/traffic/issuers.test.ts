import { commandLine } from '../../../support/command-line';
import { inProject } from '../support';
import { readFileSync } from 'node:fs';

const files = {
  'compose.yaml': `
name: shop
services:
  traefik:
    image: traefik:v3.7
    command:
      - --providers.docker
      - --entrypoints.web.address=:80
      - --entrypoints.websecure.address=:443
      - --entrypoints.websecure.http.tls.certresolver=le
      - --certificatesresolvers.le.acme.email=a@example.com
      - --certificatesresolvers.le.acme.storage=/acme.json
      - --certificatesresolvers.le.acme.tlschallenge=true
    labels: { traefik.enable: "false" }
  api:
    image: ghcr.io/acme/api:1.0.0
    user: "1000"
    expose: ["8080"]
    labels:
      traefik.http.routers.api.rule: Host(\`shop.example.com\`)
      traefik.http.routers.api.entrypoints: websecure
      traefik.http.routers.own.rule: Host(\`own.example.com\`)
      traefik.http.routers.own.entrypoints: websecure
      traefik.http.routers.own.tls.certresolver: le
      traefik.http.routers.own.tls.domains[0].main: own.example.com
      traefik.http.routers.own.tls.domains[0].sans: "*.own.example.com"
      traefik.http.routers.any.rule: HostRegexp(\`^.+$$\`)
      traefik.http.routers.any.entrypoints: websecure
      traefik.tcp.routers.api.rule: HostSNI(\`tcp.example.com\`)
      traefik.tcp.routers.api.entrypoints: websecure
      traefik.tcp.routers.api.tls.certresolver: le
      traefik.tcp.services.api.loadbalancer.server.port: "8080"
`,
};

test('An issuer takes the place of a resolver of routers and of entry points, where names are known, and traffic stays the same', () =>
  inProject(files, async (folder) => {
    const compose = (...args: readonly string[]) =>
      commandLine(['compose', '-f', `${folder}/compose.yaml`, ...args]);
    const kept = await compose(`--output=${folder}/kept`);
    expect(kept.out).toContain('CM517 changed services.traefik');
    expect(readFileSync(`${folder}/kept/environments/base.yaml`, 'utf8')).not.toContain('certificates:\n');
    const { code, out } = await compose(`--output=${folder}/moved`, '--issuer=le=letsencrypt');
    expect(code).toBe(0);
    expect(out).toContain('SAME: every request fares as before.');
    const text = readFileSync(`${folder}/moved/environments/base.yaml`, 'utf8');
    expect(text.match(/certificate: .*/g)).toEqual([
      'certificate: api',
      'certificate: own',
      'certificate: api-tcp',
    ]);
    expect(text).toContain("'*.own.example.com'");
    // Nobody can ask for a certificate of whatever name clients say.
    expect(text).toMatch(/any:\n(?: {6}.*\n)*? {6}tls:\n {8}certResolver: le/);
  }));
