import { pipelineParts, pipelineSystems } from '../project/pipeline';
import { forgeKinds } from '../tools/comment';
import { writeComment } from './ci/comment';
import { diffAll } from './ci/diff';
import { writeWorkflow } from './ci/write';
import type { Command } from './command';

const actions = new Map([
  ['diff', diffAll],
  ['comment', writeComment],
]);

export const command: Command = {
  usage: `--for ${pipelineSystems.join('|')} [--output DIR] [--branch NAME] [--test COMMAND] [--only PART]… | diff FROM TO [-o markdown|text|json] | comment FILE --for ${forgeKinds.join('|')}`,
  help: [
    '  --for SYSTEM         what runs the pipeline',
    '  --output DIR         the repository to write into; what is there is never written over (default: standard output)',
    '  --branch NAME        the branch that changes go to (default: main)',
    "  --test COMMAND       runs the project's own tests (default: npm test --if-present)",
    `  --only PART          ${pipelineParts.join(', ')} alone; repeatable (default: all)`,
    '  diff FROM TO         what a change does to traffic, of all environments below two folders that synth wrote; nothing',
    '                       is printed where nothing changed',
    '  -o, --output         of diff: markdown, text or json (default: markdown)',
    '  comment FILE         keep the comment of a pull or merge request at what the file says; none where it is empty',
    '  --api URL, --repository NAME, --request NUMBER   of comment (default: what GitHub or GitLab tells its jobs)',
    '  --key KEY            of comment: tells it from others of this kind (default: traffic)',
    '  GITHUB_TOKEN or GITLAB_TOKEN, else COMMENT_TOKEN, is what may write it.',
  ].join('\n'),
  run(args, surroundings) {
    const action = actions.get(args[0] ?? '');
    return action ? action(args.slice(1), surroundings) : writeWorkflow(args, surroundings);
  },
};
