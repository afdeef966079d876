export { type Mapped, mapPage } from './map-page';
