import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claims, extendExpect } from '../../lib/testing';
import { ProblemError } from '../../lib/core/finding';
import { TrafficModel } from '../../lib/traefik/model';
import { ingressRoute, shop, traefikObject } from '../traefik/model/objects';

const objects = shop(
  traefikObject('Middleware', 'office', { ipAllowList: { sourceRange: ['10.0.0.0/8'] } }),
  ingressRoute('admin', 'Host(`a.com`) && PathPrefix(`/admin`)', { middlewares: [{ name: 'office' }] }),
  ingressRoute('rest', 'Host(`a.com`)'),
);
const ours = extendExpect(expect)(objects);
const guarded = {
  requests: 'Host(`a.com`) && PathPrefix(`/admin`)',
  never: { reach: ['shop/web'], without: ['ipAllowList'] },
} as const;
const wide = { ...guarded, requests: 'Host(`a.com`)' };

test('a claim that holds is proven, and one that does not is refuted', () => {
  expect(() => ours.toProve(guarded)).not.toThrow();
  expect(() => ours.not.toProve(wide)).not.toThrow();
});

test('a failed expectation shows the request that breaks the claim, and what happens to it', () => {
  expect(() => ours.toProve({ name: 'all is guarded', ...wide })).toThrow(
    /^expected the claim to be proven:\n\nREFUTED {2}all is guarded\n {9}it reaches shop\/web without ipAllowList\n {9}curl .*\n {9}entry point/,
  );
  expect(() => ours.not.toProve(guarded)).toThrow(/^expected the claim to be refuted:\n\nproven/);
});

test('what is no claim, or names what there is not, is told', () => {
  expect(() => ours.toProve({ never: {} })).toThrow(ProblemError);
  expect(() => ours.toProve({ never: { without: ['ofice'] } })).toThrow('Did you mean "office"?');
});

test('the claims of a file are proven one by one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claims-'));
  try {
    const file = join(folder, 'claims.yaml');
    writeFileSync(file, JSON.stringify({ claims: [{ name: 'a', ...guarded }] }));
    const [claim = guarded, ...others] = claims(file);
    expect(others).toEqual([]);
    expect(() => ours.toProve(claim)).not.toThrow();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('two sets of objects are held against each other', () => {
  const renamed = objects.map((object) =>
    JSON.parse(JSON.stringify(object).replaceAll('"rest"', '"others"')),
  );
  expect(() => ours.toProve({ alike: { with: renamed } })).not.toThrow();
  const open = shop(ingressRoute('rest', 'Host(`a.com`)'));
  expect(() => ours.not.toProve({ alike: { with: TrafficModel.from(open) } })).not.toThrow();
  expect(() =>
    ours.toProve({ alike: { with: open }, requests: 'Host(`a.com`) && Path(`/x`)' }),
  ).not.toThrow();
  expect(() => ours.toProve({ alike: { with: open } })).toThrow(
    /REFUTED[^]*with the other objects it is forwarded to shop\/web:80/,
  );
});
