import { pointerBool, struct } from '../../read';
import { middlewareKind } from '../kind';

/** Lets Go guess the type of responses; requests pass unchanged. */
export const contentType = middlewareKind(struct({ autoDetect: pointerBool }));
