import { resolve } from 'node:path';
import {
  type BaseType,
  ChainNodeParser,
  type CompletedConfig,
  type Context,
  DEFAULT_CONFIG,
  type NodeParser,
  type ReferenceType,
  SchemaGenerator,
  type SubNodeParser,
  createFormatter,
  createParser,
  createProgram,
} from 'ts-json-schema-generator';
import type { JsonSchema } from '../lib/core/schema';

type SyntaxNode = Parameters<SubNodeParser['supportsNode']>[0];

/**
 * The JSON Schema (draft-07) of an exported TypeScript type: docstrings become descriptions, and their tags
 * (`@minimum`, `@pattern`, `@default` and so on) keywords. Unknown keys are not allowed.
 *
 * @param file module that exports the type, relative to the repository
 */
export function schemaOfType(file: string, type: string): JsonSchema {
  const root = resolve(__dirname, '..');
  const config: CompletedConfig = {
    ...DEFAULT_CONFIG,
    path: resolve(root, file),
    tsconfig: resolve(root, 'tsconfig.json'),
    type,
    skipTypeCheck: true,
    additionalProperties: false,
  };
  const program = createProgram(config);
  const parser = createParser(program, config, (parsers) => {
    if (parsers instanceof ChainNodeParser) parsers.addNodeParser(new ExactlyOneParser(parsers));
  });
  const schema = new SchemaGenerator(program, parser, createFormatter(config), config).createSchema(type);
  // Draft-07 allows boolean schemas and more, which these types do not lead to.
  const plain: JsonSchema = JSON.parse(JSON.stringify(schema));
  return plain;
}

/**
 * Reads `ExactlyOne<Kinds>` as `Kinds`, whose `@minProperties` and `@maxProperties` say the same in one object:
 * unfolded, the 26 kinds of a middleware would be 26 objects of 26 fields.
 */
class ExactlyOneParser implements SubNodeParser {
  constructor(private readonly parsers: NodeParser) {}

  supportsNode(node: SyntaxNode): boolean {
    return argumentOfExactlyOne(node) !== undefined;
  }

  createType(node: SyntaxNode, context: Context, reference?: ReferenceType): BaseType {
    return this.parsers.createType(argumentOfExactlyOne(node) ?? node, context, reference);
  }
}

/** `Kinds` of a reference `ExactlyOne<Kinds>`. */
function argumentOfExactlyOne(node: SyntaxNode): SyntaxNode | undefined {
  const { typeName, typeArguments }: TypeReference = node;
  return typeName?.getText() === 'ExactlyOne' ? typeArguments?.[0] : undefined;
}

/** What a node of the syntax tree has if it refers to a type. */
interface TypeReference extends SyntaxNode {
  readonly typeName?: SyntaxNode;
  readonly typeArguments?: readonly SyntaxNode[];
}
