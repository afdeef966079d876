import { join } from 'node:path';
import { handOver, isHandingOver } from '../project/handover';
import { recoverOutput, writeOutput } from '../project/output';
import { parseArguments } from './arguments';
import type { Command } from './command';
import { programHelp, programOptions, releaseSteps, synthesized, usualOutput } from './program-output';
import { synthCluster } from './synth-cluster';

export const command: Command = {
  usage: '[--env NAME]… [--environments DIR] [--cluster NAME] [--output DIR]',
  help: [
    programHelp,
    '  --output DIR        where the manifests go (default: where the program says, else dist). With --env, what',
    '                      other environments have there stays as it is',
    '  --cluster NAME      what Karmada brings to this member cluster (docs/delivery.md), into the folder of --output',
  ].join('\n'),
  run(args, surroundings) {
    const { values } = parseArguments({
      args,
      options: { ...programOptions, output: { type: 'string' }, cluster: { type: 'string' } },
    });
    if (values.cluster !== undefined)
      return synthCluster({ ...values, cluster: values.cluster }, surroundings);
    const usual = values.output ?? usualOutput(values);
    if (!isHandingOver()) recoverOutput(usual);
    for (const app of synthesized(values, surroundings).apps) {
      if (isHandingOver()) {
        handOver({ kind: 'app', app });
        continue;
      }
      const { files, outdir = usual, partial } = app;
      const folder = values.output ?? outdir;
      const { files: steps } = releaseSteps(app, surroundings);
      const all = new Map([...Object.entries(files), ...steps]);
      writeOutput(folder, all, { partial });
      for (const file of all.keys()) surroundings.out(`${join(folder, file)}\n`);
    }
    return 0;
  },
};
