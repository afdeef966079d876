#!/usr/bin/env node
'use strict';

/*
 * Runs main.ts of this repository, or the program that is named; it is the `app` of cdk8s.yaml.
 *
 * cdk8s-cli deletes its output folder before it runs the app, and answers a failing app with a stack trace of
 * its own. Neither suits a delivery: a mistake in one line must leave the last good manifests where they are
 * and give one clear message. So cdk8s.yaml names `.dist` as output, which is a mere link to `dist`: cdk8s-cli
 * deletes the link, this launcher lets the app write `dist` (all files or none), and makes the link anew. Where
 * the app fails by a user's mistake, the link stays away; cdk8s-cli, told that the app has ended well, misses its
 * folder, says so in one line and exits with 1.
 */
const { existsSync, readlinkSync, rmdirSync, symlinkSync } = require('node:fs');
const { resolve } = require('node:path');
const { load, loadProgram, isUserMistake, describe } = require('./program.js');

const folder = 'dist';
const link = '.dist';

const wanted = process.env.CDK8S_OUTDIR;
const isUnderCli = wanted !== undefined && process.env.CDK8S_RECORD_CONSTRUCT_METADATA !== undefined;
const isLinked = isUnderCli && resolve(wanted) === resolve(link);
if (isLinked) process.env.CDK8S_OUTDIR = folder;

/** The last word of a failed synth is cdk8s-cli's, which says of its folder that it expected it, and not why. */
const aboutNextLine = `note: nothing was written, and ${folder}/ is as it was: so cdk8s-cli misses ${link}`;

let failed = false;

process.on('uncaughtException', (error) => {
  failed = true;
  process.stderr.write(`${describe(error)}\n`);
  if (isUnderCli) removeIfEmpty(wanted);
  // Where another synth has made the link meanwhile, cdk8s-cli would take it for this one's.
  const leavesToCli = isUnderCli && isUserMistake(error) && !existsSync(wanted);
  process.exitCode = leavesToCli ? 0 : 1;
  if (leavesToCli && isLinked) process.stderr.write(`${aboutNextLine}\n`);
  recover();
});

process.on('exit', (code) => {
  if (isLinked && !failed && code === 0) makeLink();
});

/** Another synth at the same time may have made it. */
function makeLink() {
  try {
    // 'junction' is what Windows lets everyone make; other systems ignore it.
    symlinkSync(folder, link, 'junction');
  } catch (error) {
    if (!isLink(link)) throw error;
  }
}

function isLink(path) {
  try {
    return resolve(readlinkSync(path)) === resolve(folder);
  } catch {
    return false;
  }
}

/** A synth that was killed may have left the folder half written, and this one has not come to writing it. */
function recover() {
  try {
    load('lib/project/output/index').recoverOutput(process.env.CDK8S_OUTDIR ?? folder);
  } catch {
    // What has failed is told already; the next synth tries again.
  }
}

/** `cdk8s synth --stdout` makes the folder beforehand, and would take an empty one for a success. */
function removeIfEmpty(path) {
  try {
    rmdirSync(path);
  } catch {
    // It does not exist, or there is something in it that is not ours.
  }
}

const [, , program] = process.argv;
if (program === undefined) load('main');
else loadProgram(program);
