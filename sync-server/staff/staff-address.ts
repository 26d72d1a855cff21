import type { DocumentAddress } from '#schema/docs/document-name.ts';
import { isStaffKind, type StaffKind } from '#schema/docs/staff-document.ts';

/** A document that staff write, by its name taken apart. */
export type StaffAddress = Extract<DocumentAddress, { readonly kind: StaffKind }>;

export const isStaffAddress = (address: DocumentAddress): address is StaffAddress => isStaffKind(address.kind);
