'use strict';

/*
 * What inputs cost that grow where a program would take quadratic time: the CPU time and memory of whole processes, at
 * half of each size and at the whole. Linear work takes twice as long; `node bench/hostile.js [NAME]…` measures some.
 */
const { spawnSync } = require('node:child_process');
const { mkdirSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-bench-hostile-'));

/** Each writes an input of a size and returns the arguments of the command that reads it. */
const cases = {
  'undefined variables': { size: 8_000, write: undefinedVariables },
  'unknown references': { size: 4_000, write: unknownReferences },
  'files of a service in 200 directories': { size: 16_000, write: configuration },
  'misspelt names in many namespaces': { size: 4_000, write: misspeltNames },
  'fields that there are not': { size: 8_000, write: unknownFields },
  'keys of one object': { size: 1_100_000, write: keys },
  'routes by one regular expression, all of which tie': { size: 2_000, write: tiesOf(tenant) },
  'routes by twenty regular expressions, none of which ties': { size: 2_000, write: tiesOf(twenty) },
  'IngressRoutes, routes': { size: 100_000, write: ingressRoutes('routes', '-o', 'json') },
  'IngressRoutes, explain': { size: 100_000, write: ingressRoutes('explain', 'http://h5.example.com/api') },
  'Compose, routers of one service': { size: 1_500, write: composeRouters },
  'Compose, a range of ports': { size: 65_534, write: composePorts },
};

if (spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' }).status !== 0)
  process.exit(1);
const wanted = process.argv.slice(2);
try {
  for (const [name, { size, write }] of Object.entries(cases)) {
    if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) continue;
    const [half, whole] = [size / 2, size].map((count) => measure(write(count)));
    console.log(
      `${String(size).padStart(9)} ${name}: ${whole.seconds.toFixed(1)} s of CPU, ${whole.megabytes} MB; ` +
        `${(whole.seconds / half.seconds).toFixed(1)} times as long as half of them`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The CPU time and memory of the command with some arguments, in a process of its own that tells them at its end. */
function measure(args) {
  const telling = join(folder, 'usage.js');
  writeFileSync(
    telling,
    "process.on('exit', () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();" +
      " require('node:fs').writeFileSync(process.env.USAGE, JSON.stringify({ seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: Math.round(maxRSS / 1024) })); });",
  );
  const usage = join(folder, 'usage.json');
  const command = ['--require', telling, join(root, 'bin/cdk8s-traefik.js'), ...args];
  const { status } = spawnSync(process.execPath, command, {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, USAGE: usage },
  });
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${status}`);
  return require(clearOf(usage));
}

/** A path that `require` reads anew. */
function clearOf(path) {
  delete require.cache[path];
  return path;
}

function numbers(count) {
  return Array.from({ length: count }, (_, number) => number);
}

function environment(text) {
  const environments = join(folder, 'environments');
  mkdirSync(environments, { recursive: true });
  writeFileSync(join(environments, 'prod.yaml'), text);
  return ['synth', '--environments', environments, '--output', join(folder, 'dist')];
}

function undefinedVariables(count) {
  const lines = numbers(count).map((number) => `      V${number}: \${undefinedName${number}}`);
  return environment(`namespace: shop\nservices:\n  a:\n    image: a:1\n    env:\n${lines.join('\n')}\n`);
}

function unknownReferences(count) {
  const routes = numbers(count).map(
    (number) =>
      `    r${number}: { match: Host(\`h${number}.example.com\`), middlewares: [missing${number}], services: [a] }`,
  );
  const service = "services:\n  a: { image: 'a:1', ports: { http: 8080 } }";
  return environment(`namespace: shop\n${service}\nroutes:\n  http:\n${routes.join('\n')}\n`);
}

function configuration(count) {
  const files = numbers(count).map(
    (number) => `        /etc/a/d${number % 200}/f${number}.yaml: 'v${number}'`,
  );
  const service = "services:\n  a:\n    image: 'a:1'\n    ports: { http: 8080 }\n    config:\n      files:";
  return environment(`namespace: shop\n${service}\n${files.join('\n')}\n`);
}

function objects(list, ...command) {
  const file = join(folder, 'objects.yaml');
  writeFileSync(file, list.map((object) => `---\n${object}\n`).join(''));
  return [...command, '-f', file];
}

function unknownFields(count) {
  const fields = numbers(count).map((number) => `      zork${number}: ${number}`);
  const head =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  template:\n    spec:\n';
  return objects([`${head}${fields.join('\n')}`], 'lint');
}

function ingressRoute(name, namespace, match, service) {
  return [
    'apiVersion: traefik.io/v1alpha1',
    'kind: IngressRoute',
    `metadata: { name: ${name}, namespace: ${namespace} }`,
    'spec:',
    '  entryPoints: [web]',
    '  routes:',
    `    - { match: ${JSON.stringify(match)}, kind: Rule, priority: 50, services: [{ name: ${service}, port: 80 }] }`,
  ].join('\n');
}

function service(name, namespace) {
  return `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: { ports: [{ port: 80 }] }`;
}

function misspeltNames(count) {
  const list = numbers(count).flatMap((number) => {
    const namespace = `ns${number % 200}`;
    const route = ingressRoute(
      `r${number}`,
      namespace,
      `Host(\`h${number}.example.com\`)`,
      `missing-${number}`,
    );
    return [route, service(`service-${number}`, namespace)];
  });
  return objects(list, 'lint');
}

function keys(count) {
  const lines = numbers(count).map((number) => `  k${number}: v`);
  return objects(
    [`apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: shop }\ndata:\n${lines.join('\n')}`],
    'lint',
  );
}

function ingressRoutes(...command) {
  return (count) => {
    const list = numbers(count).map((number) =>
      ingressRoute(`r${number}`, 'shop', `Host(\`h${number}.example.com\`) && PathPrefix(\`/api\`)`, 's'),
    );
    return objects([...list, service('s', 'shop')], ...command);
  };
}

function tiesOf(rule) {
  return (count) => {
    const list = numbers(count).map((number) => ingressRoute(`r${number}`, 'shop', rule(number), 's'));
    return objects([...list, service('s', 'shop')], 'lint');
  };
}

function tenant(number) {
  return `HeaderRegexp(\`X-Tenant\`, \`^t${number}(-.*)?$\`)`;
}

function twenty(number) {
  return numbers(20)
    .map((part) => `PathRegexp(\`^/r${number}/k${part}/[a-z]+$\`)`)
    .join(' || ');
}

/** A Compose project whose labels have that many routers to one service. */
function composeRouters(count) {
  const labels = Array.from(
    { length: count },
    (_, index) =>
      `      traefik.http.routers.r${index}.rule: Host(\`h${index}.example.com\`)\n      traefik.http.routers.r${index}.service: api\n`,
  );
  return composeArguments(
    `name: big\nservices:\n  api:\n    image: ghcr.io/acme/api:1\n    labels:\n${labels.join('')}      traefik.http.services.api.loadbalancer.server.port: "8080"\n`,
  );
}

/** A Compose project that publishes that many ports. */
function composePorts(count) {
  return composeArguments(
    `name: big\nservices:\n  api:\n    image: ghcr.io/acme/api:1\n    ports: ["1-${count}:1-${count}"]\n    labels: { traefik.enable: "true" }\n`,
  );
}

function composeArguments(text) {
  const file = join(folder, 'compose.yaml');
  const output = join(folder, 'moved');
  rmSync(output, { recursive: true, force: true });
  writeFileSync(file, text);
  return ['compose', '-f', file, '--output', output];
}
