import type { TypeProgram } from './type-program';

type Program = TypeProgram['program'];
type Checker = ReturnType<Program['getTypeChecker']>;
type Named = ReturnType<Checker['getExportsOfModule']>[number];
type Declaration = NonNullable<Named['declarations']>[number];

/** A field of props, as its docstring has it. */
export interface PropsMember {
  readonly field: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly fallback: string;
  readonly about: string;
}

/** Props of a construct: what they declare themselves, and what else they have. */
export interface ConstructProps {
  readonly name: string;
  readonly meaning: string;
  /** The types that they extend; empty where they extend none. */
  readonly beside: string;
  readonly members: readonly PropsMember[];
}

/** The interfaces of props that a module exports and that declare fields of their own, by name. */
export function constructProps({ program, config: { path = '' } }: TypeProgram): readonly ConstructProps[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(path);
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) throw new Error(`${path} exports nothing`);
  return checker
    .getExportsOfModule(module)
    .filter(({ name }) => name.endsWith('Props'))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((alias) => propsOf(checker, alias))
    .filter(({ members }) => members.length > 0);
}

function propsOf(checker: Checker, alias: Named): readonly ConstructProps[] {
  // What an index re-exports is an alias of what is declared elsewhere.
  const symbol = alias.declarations?.some((one) => one.getText().startsWith('export interface'))
    ? alias
    : checker.getAliasedSymbol(alias);
  const [declaration] = symbol.declarations ?? [];
  const head = declaration?.getText().split('{\n')[0] ?? '';
  if (!declaration || !head.includes('interface ')) return [];
  const members = Array.from(symbol.members?.values() ?? []).flatMap((member) => memberOf(checker, member));
  return [
    {
      name: alias.name,
      meaning: documentation(checker, symbol),
      beside: /extends\s+([^]*)$/.exec(head)?.[1]?.replaceAll(/\s+/g, ' ').trim() ?? '',
      members,
    },
  ];
}

function memberOf(checker: Checker, symbol: Named): readonly PropsMember[] {
  const [declaration] = symbol.declarations ?? [];
  const parts =
    declaration && /^(?:readonly\s+)?['"]?[\w$]+['"]?(\??):\s*([^]*?);?$/.exec(withoutComment(declaration));
  if (!parts) return [];
  const [, optional, type = ''] = parts;
  const fallback = symbol
    .getJsDocTags(checker)
    .filter(({ name }) => name === 'default')
    .map(({ text = [] }) => text.map((part) => part.text).join(''))
    .join(' ');
  return [
    {
      field: symbol.name,
      type,
      isRequired: optional !== '?',
      fallback: fallback.replace(/^- /, ''),
      about: documentation(checker, symbol),
    },
  ];
}

function withoutComment(declaration: Declaration): string {
  return declaration.getText().replace(/^\/\*\*[^]*?\*\/\s*/, '');
}

function documentation(checker: Checker, symbol: Named): string {
  return symbol
    .getDocumentationComment(checker)
    .map(({ text }) => text)
    .join('')
    .replaceAll(/\{@link (\w+)(?:\.(\w+))?\}/g, (_, type: string, field?: string) =>
      field === undefined ? `\`${type}\`` : `\`${type}.${field}\``,
    );
}
