import { shellQuoted } from '../core/base';
import { oneOf, parseArguments } from './arguments';
import { type Command, UsageError } from './command';
import { commands } from './commands';

const shells = ['bash', 'zsh', 'fish'] as const;

export const command: Command = {
  usage: shells.join('|'),
  help: [
    '  bash  source <(cdk8s-traefik completion bash)',
    '  zsh   source <(cdk8s-traefik completion zsh)',
    '  fish  cdk8s-traefik completion fish | source',
  ].join('\n'),
  run(args, { out }) {
    const { positionals } = parseArguments({ args, allowPositionals: true });
    const [name, ...rest] = positionals;
    if (name === undefined || rest.length > 0) throw new UsageError(`name one shell: ${shells.join(', ')}`);
    out(scripts[oneOf('completion', name, shells)](completable()));
    return 0;
  },
};

/** A command and the options that its help lists. */
interface Completable {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly string[];
}

function completable(): readonly Completable[] {
  return commands.map(({ name, summary, load }) => {
    const options = [...load().command.help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(
      ([, option = '']) => option,
    );
    return { name, summary, options: [...options, '--help'] };
  });
}

const scripts: Readonly<Record<(typeof shells)[number], (all: readonly Completable[]) => string>> = {
  bash: (all) => `_cdk8s_traefik() {
  local words=
  case "\${COMP_WORDS[1]}" in
${all.map(({ name, options }) => `    ${name}) words='${options.join(' ')}' ;;`).join('\n')}
    help) words='${namesOf(all)}' ;;
  esac
  [ "$COMP_CWORD" -eq 1 ] && words='${namesOf(all)} help --version'
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _cdk8s_traefik cdk8s-traefik
`,
  zsh: (all) => `#compdef cdk8s-traefik
_cdk8s_traefik() {
  local -a commands
  commands=(
${all.map(({ name, summary }) => `    ${shellQuoted(`${name}:${summary}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $words[2] in
${all.map(({ name, options }) => `    ${name}) compadd -- ${options.join(' ')} ;;`).join('\n')}
    help) _describe command commands ;;
  esac
  _files
}
compdef _cdk8s_traefik cdk8s-traefik
`,
  fish: (all) =>
    all
      .flatMap(({ name, summary, options }) => [
        `complete -c cdk8s-traefik -n __fish_use_subcommand -a ${name} -d ${shellQuoted(summary)}`,
        ...options.map(
          (option) =>
            `complete -c cdk8s-traefik -n '__fish_seen_subcommand_from ${name}' -l ${option.slice(2)}`,
        ),
      ])
      .map((line) => `${line}\n`)
      .join(''),
};

function namesOf(all: readonly Completable[]): string {
  return all.map(({ name }) => name).join(' ');
}
