export { isFile, isNoFolder, isThere } from './is-there';
export { makeFolder, makeFolders } from './make-folder';
export { type OwnPackage, ownPackage } from './own-package';
export { packageFolder } from './package-folder';
export { packagedText } from './packaged-text';
export { NotReadable, kindOf, readBytes } from './read-bytes';
export { readStandardInput, readText, unreadable } from './read-text';
export { writeText } from './write-text';
