import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..');

/** Folders whose files have no tests beside their mirror image, and what tests them. */
const coveredElsewhere: readonly (readonly [folder: RegExp, by: string])[] = [
  [/^check\/(?:cluster|rules\/[a-z]+)$/, 'check/rules'],
  [/^check\/cel\/library$/, 'check/cel'],
  [/^check\/policy\/catalogue$/, 'check/policy'],
  [/^constructs\/workload\/spec$/, 'constructs/workload'],
  [/^core\/finding\/catalogue$/, 'core/finding'],
  [/^project\/environment\/spec(?:\/(?:delivery|traefik))?$/, 'project/environment'],
  [/^project\/delivery\/[a-z]+$/, 'project/delivery'],
  [/^project\/(?:handover|program)$/, 'cli'],
  [/^project\/stack\/environment$/, 'project/stack'],
  [/^tools\/compose\/(?:catalogue|report|services)$/, 'tools/compose'],
  [/^cli\/(?:ci|release|policy)$/, 'cli'],
  [/^tools\/diff$/, 'cli'],
  [/^tools\/chart\/text$/, 'tools/chart'],
  [/^tools\/map\/page(?:\/shims)?$/, 'real/map'],
  [/^traefik\/api\/[a-z-]+(?:\/[a-z-]+)?$/, 'traefik/api'],
  [/^traefik\/model\/provider\/(?:crd|ingress|ingressnginx|file)$/, 'traefik/model/provider'],
  [/^testing\/recording$/, 'testing/coverage'],
  [/^traefik\/model\/listing$/, 'cli'],
];

const foldersWith = (folder: string, suffix: string): ReadonlySet<string> =>
  new Set(
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith(suffix) && !file.endsWith('index.ts'))
      .map((file) => dirname(file).replaceAll('\\', '/')),
  );

test('each folder of lib has its tests in the same folder of test, or it is said where they are', () => {
  const tested = foldersWith('test', '.test.ts');
  const untested = [...foldersWith('lib', '.ts')].filter((folder) => !tested.has(folder));
  const elsewhere = untested.map(
    (folder) => [folder, coveredElsewhere.find(([pattern]) => pattern.test(folder))?.[1]] as const,
  );
  expect(elsewhere.filter(([, by]) => by === undefined || !tested.has(by))).toEqual([]);
});
