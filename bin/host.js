'use strict';

/*
 * Runs the program of cdk8s.yaml in the process of the command that asks for its answers, where cdk8s.yaml names this
 * package's launcher for it: one start of Node less, and what the program has loaded the command need not load again.
 *
 * A program may do whatever it likes, so this counts only where it comes to its end at once and all is well. Where it
 * exits, throws or goes on later, a process of its own shows what becomes of it, as for any other program.
 */
const { devNull } = require('node:os');
const { join } = require('node:path');
const { load, loadProgram } = require('./program.js');

const launcher = join(__dirname, 'synth.js');
const streams = [process.stdout, process.stderr];
const writes = streams.map((stream) => stream.write);
const { exit } = process;

/** The program that this process has run. */
let hosted;

/**
 * Runs a program.
 * @param file as the launcher is told it; undefined for main.ts
 * @param variables environment variables besides those of this process
 * @returns what it printed; undefined where it is to be run in a process of its own
 */
function run(file, variables) {
  // Its modules run once in a process.
  if (hosted) return undefined;
  hosted = { file, variables };
  const printed = [];
  const restore = pretend(file, variables, printed);
  const before = pending();
  let isWell = true;
  try {
    if (file === undefined) load('main');
    else loadProgram(file);
  } catch {
    isWell = false;
  }
  if (hosted.hasExited || process.exitCode !== undefined || pending() > before) isWell = false;
  process.exitCode = undefined;
  restore();
  return isWell ? printed.join('') : undefined;
}

/** Lets this process look like one that the launcher was started in. */
function pretend(file, variables, printed) {
  const { argv } = process;
  const folder = process.cwd();
  const env = { ...process.env };
  Object.assign(process.env, variables);
  process.argv = [process.execPath, launcher, ...(file === undefined ? [] : [file])];
  process.exit = () => {
    hosted.hasExited = true;
    throw new Error('The program has ended.');
  };
  for (const stream of streams) {
    stream.write = (text, encoding, done) => {
      printed.push(typeof text === 'string' ? text : Buffer.from(text).toString());
      const told = typeof encoding === 'function' ? encoding : done;
      if (told) process.nextTick(told);
      return true;
    };
  }
  return () => {
    process.argv = argv;
    process.exit = exit;
    if (process.cwd() !== folder) process.chdir(folder);
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    streams.forEach((stream, index) => (stream.write = writes[index]));
  };
}

/** What keeps this process from its end, or waits for it; but for pipes, which the streams and tsx have of their own. */
function pending() {
  const resources = process
    .getActiveResourcesInfo()
    .filter((name) => !/^(?:Pipe|Connect|TTY)Wrap$/.test(name));
  return resources.length + process.listenerCount('beforeExit') + process.listenerCount('exit');
}

/** Prints whatever a program has made of printing. */
function print(index, text) {
  writes[index].call(streams[index], text);
}

/**
 * To be called before anything of a program can run that it has put off: it prints, writes and ends nothing from now on.
 */
function leave() {
  if (!hosted) return;
  const { file, variables } = hosted;
  const nowhere = Object.fromEntries(Object.keys(variables).map((name) => [name, devNull]));
  pretend(file, nowhere, []);
  process.on('uncaughtException', () => undefined);
}

/** Ends the command, and with it what a program has put off. */
function end(code) {
  // Not process.exit() as a rule: it would cut off what a pipe has not yet taken.
  process.exitCode = code;
  if (!hosted) return;
  writes[0].call(streams[0], '', () => writes[1].call(streams[1], '', () => exit.call(process, code)));
}

module.exports = { host: { launcher, run }, leave, end, print };
