'use strict';

/*
 * Part of `npm run build`: runs what people run every day on this repository's own environments, in this process, and
 * keeps what V8 has made of it. See bin/parts.js.
 */
const { mkdtempSync, rmSync } = require('node:fs');
const { devNull, tmpdir } = require('node:os');
const { join } = require('node:path');
const { keepCompiled } = require('../bin/parts.js');

const commands = [
  ['validate'],
  ['lint', '--env', 'prod'],
  ['prove', '--env', 'prod'],
  ['diff', 'env:staging', 'env:prod'],
  ['explain', 'https://go.example.com/', '--env', 'prod'],
];

async function run() {
  // The environments' files are read here then, and not by the program of cdk8s.yaml.
  process.env.CDK8S_TRAEFIK_HANDOVER = devNull;
  const { main } = require(join(__dirname, '..', 'build', 'lib', 'cli', 'main.js'));
  const silent = () => undefined;
  const surroundings = { variables: process.env, standardInput: () => '', out: silent, err: silent };
  // What is wrong in an environment is for synth to tell.
  for (const command of commands) await main(command, surroundings);
  delete process.env.CDK8S_TRAEFIK_HANDOVER;
  const output = mkdtempSync(join(tmpdir(), 'cdk8s-traefik-build-'));
  try {
    await main(['synth', '--output', output], surroundings);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
  keepCompiled();
}

void run();
