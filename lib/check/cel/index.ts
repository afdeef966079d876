export { type CelProgram, type CelScope, readCel } from './cel';
export { CelBeyond, CelError, CelFault } from './fault';
export { renamed, uses } from './renamed';
export { type Type, basic, dyn, readType, typeText } from './types';
export { type CelMap, type CelValue, fromJson, isList, isMap, kindOf, mapOf } from './values';
