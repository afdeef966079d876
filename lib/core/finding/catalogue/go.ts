import type { RuleGroup } from './rule';

const notBuilt = 'The go command refuses it, and no service can be read from it.';

/** Modules and workspaces of Go. */
export const goRules = {
  title: 'Go modules',
  looksAt: 'go.mod and go.work files, and the packages of their modules.',
  rules: {
    'no-go-module': {
      code: 'TR851',
      wrong: 'A folder is in no module of Go.',
      consequence: notBuilt,
      fix: 'Name the folder of a module or a workspace, or run "go mod init".',
    },
    'invalid-go-file': {
      code: 'TR852',
      wrong: 'A go.mod or go.work file is not as the go command reads them.',
      consequence: notBuilt,
      fix: 'Correct the line; "go mod edit -json" tells what go makes of it.',
    },
    'missing-go-module': {
      code: 'TR853',
      wrong: 'A go.work or go.mod file names a folder in which there is no module.',
      consequence: notBuilt,
      fix: 'Correct the folder, or take the line out.',
    },
    'go-version-conflict': {
      code: 'TR854',
      wrong: 'A module of a workspace wants a newer Go than the workspace says.',
      consequence: notBuilt,
      fix: 'Run "go work use".',
    },
    'invalid-go-source': {
      code: 'TR855',
      wrong: 'A folder with Go files is no package.',
      consequence: 'The go command cannot build it.',
      fix: 'Correct the file that is named.',
    },
    'go-outside-context': {
      code: 'TR857',
      wrong:
        'A module that a service is built from lies outside of the repository, or is replaced by one that does.',
      consequence: 'A build of the repository alone, in a container or by ko, does not have it.',
      fix: 'Move it into the repository, or require a version of it.',
    },
    'no-go-program': {
      code: 'TR858',
      wrong: 'A module has no program for a service, or several and none is chosen.',
      consequence: 'There is no image that the service could run.',
      fix: 'Name the folder of its package main: "main: ./cmd/<name>".',
    },
    'invalid-image-lock': {
      code: 'TR859',
      wrong: 'A line of images.lock.yaml names no image with its digest.',
      consequence: 'What a reference stands for is not known.',
      fix: 'Write "<reference>: registry/repository@sha256:<64 hex digits>", or have "cdk8s-traefik go lock" write it.',
    },
    'image-without-digest': {
      code: 'TR860',
      wrong: 'An image of an environment that wants digests has none.',
      consequence:
        'A tag can be moved: what runs tomorrow may be another program than what was tested today.',
      fix: 'Name the digest, or have "cdk8s-traefik go lock" write it into images.lock.yaml.',
    },
    'image-not-for-nodes': {
      code: 'TR861',
      wrong: 'An image is not built for every architecture of the nodes.',
      consequence: 'Pods on the other nodes end with "exec format error".',
      fix: 'Build it for them, or choose its nodes: placement: { nodeSelector: { kubernetes.io/arch: amd64 } }.',
    },
    'go-setting-changes-build': {
      code: 'TR862',
      severity: 'warning',
      wrong: 'A variable of the Go environment makes a build other than go.mod and go.work say.',
      consequence: 'The program that this machine builds is another than that of a machine without it.',
      fix: 'Unset it: go env -u NAME.',
    },
    'go-leftover': {
      code: 'TR863',
      severity: 'warning',
      wrong: 'A file of a module is missing, or left over from before modules.',
      consequence: 'Versions that stand in it are not those that are built.',
      fix: 'Run "go mod tidy", and delete what go does not read.',
    },
    'unknown-image-line': {
      code: 'TR864',
      wrong: 'A line of what a build says of its images is of no program that is known.',
      consequence: 'The image does not come into images.lock.yaml.',
      fix: 'Give "go lock" what "ko build --image-refs" wrote, or dist/artifacts.json of goreleaser.',
    },
    'go-vulnerability': {
      code: 'TR865',
      wrong: 'A module that a program is built from has a vulnerability, and the program calls it.',
      consequence: 'Whoever reaches the service may make use of it.',
      fix: 'Take the version that is named, or write an exception with reason and until.',
    },
    'go-coverage': {
      code: 'TR866',
      wrong: 'Tests run less of a program than its environment asks for.',
      consequence: 'What breaks in the rest shows in this environment first.',
      fix: 'Test more of it, or ask for less (gates.coverage.minimum).',
    },
    'go-stale-module': {
      code: 'TR867',
      wrong: 'A module that a program requires was taken back or given up by its authors.',
      consequence: 'Nobody mends what is wrong with it.',
      fix: 'Take another version, or write an exception with reason and until.',
    },
    'unreadable-report': {
      code: 'TR868',
      wrong: 'A report that a gate is judged by is not there, or is none.',
      consequence: 'What was not looked at has not passed.',
      fix: 'Make the report before the synth.',
    },
    'needless-exception': {
      code: 'TR869',
      severity: 'warning',
      wrong: 'An exception is for something that is not found any more.',
      consequence: 'It would hide the same thing when it comes back.',
      fix: 'Take it out.',
    },
    'invalid-plugin': {
      code: 'TR870',
      wrong: 'The source of a plugin of Traefik is not as Traefik loads it.',
      consequence:
        'Traefik loads no plugin at all and disables every router with a middleware of one; with abortOnPluginFailure it does not start.',
      fix: 'Write it as docs/go.md shows: go.mod, .traefik.yml, and a package with CreateConfig and New.',
    },
    'unknown-plugin-option': {
      code: 'TR871',
      severity: 'warning',
      wrong: 'A plugin is given an option that its struct does not have.',
      consequence: 'Traefik passes over it without a word: the plugin works with its default.',
      fix: 'Name a field of the struct that CreateConfig returns; tags for JSON and YAML do not count.',
    },
    'invalid-plugin-option': {
      code: 'TR872',
      wrong: 'An option of a plugin is of another type than its struct has.',
      consequence: 'Traefik disables every router with the middleware: "failed to decode configuration".',
      fix: 'Write a value of the type of the field.',
    },
    'invalid-go-setting': {
      code: 'TR856',
      wrong: 'A variable of the Go environment is not what Go takes.',
      consequence: notBuilt,
      fix: 'Correct or unset it.',
    },
  },
} as const satisfies RuleGroup;
