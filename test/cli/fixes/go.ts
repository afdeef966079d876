import type { CommandFix } from './fix';

const argv = ['go', 'DIR'];
const main = 'package main\n\nfunc main() {}\n';
const fix = (
  rule: CommandFix['rule'],
  says: CommandFix['says'],
  files: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string | null>>,
  more: Partial<CommandFix> = {},
): CommandFix => ({ rule, says, argv, files: { 'main.go': main, ...files }, change, ...more });

/** What is wrong with modules and workspaces of Go. */
export const goFixes: readonly CommandFix[] = [
  fix('no-go-module', 'go mod init', {}, { 'go.mod': 'module example.com/m\n\ngo 1.26\n' }),
  fix(
    'invalid-go-file',
    'Correct the line',
    { 'go.mod': 'module example.com/m\nrequire x\n' },
    { 'go.mod': 'module example.com/m\nrequire example.com/x v1.0.0\n' },
  ),
  fix(
    'missing-go-module',
    'take the line out',
    { 'go.work': 'go 1.26\nuse ./a\nuse ./b\n', 'a/go.mod': 'module a\n\ngo 1.26\n' },
    { 'go.work': 'go 1.26\nuse ./a\n' },
  ),
  fix(
    'go-version-conflict',
    'go work use',
    { 'go.work': 'go 1.25\nuse ./a\n', 'a/go.mod': 'module a\n\ngo 1.26\n' },
    { 'go.work': 'go 1.26\nuse ./a\n' },
  ),
  fix(
    'invalid-go-source',
    'a folder of their own',
    { 'go.mod': 'module m\n\ngo 1.26\n', 'a/a.go': 'package a\n', 'a/b.go': 'package b\n' },
    { 'a/b.go': null, 'b/b.go': 'package b\n' },
  ),
  fix(
    'invalid-go-setting',
    'Set an absolute path',
    { 'go.mod': 'module m\n\ngo 1.26\n' },
    {},
    {
      variables: { GOWORK: 'here' },
      fixedVariables: {},
    },
  ),
];
