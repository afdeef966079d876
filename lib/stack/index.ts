export { DeliveryApp, type DeliveryAppProps } from './delivery-app';
