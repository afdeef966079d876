import {
  type BaseType,
  ChainNodeParser,
  type Context,
  type NodeParser,
  type ReferenceType,
  SchemaGenerator,
  type SubNodeParser,
  createFormatter,
  createParser,
} from 'ts-json-schema-generator';
import type { JsonSchema } from '../lib/core/schema';
import type { TypeProgram } from './type-program';

type SyntaxNode = Parameters<SubNodeParser['supportsNode']>[0];

/**
 * The JSON Schema (draft-07) of an exported TypeScript type: docstrings become descriptions, and their tags
 * (`@minimum`, `@pattern`, `@default` and so on) keywords. Unknown keys are not allowed.
 *
 * @param types the module that exports the type or imports it, read by typeProgram
 */
export function schemaOfType(types: TypeProgram, type: string): JsonSchema {
  const { program } = types;
  const config = { ...types.config, type };
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
