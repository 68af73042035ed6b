// Made by `npm run texts` from the PO files beside it. Do not edit.
export const catalogue = {
  de: {
    "general.no": ["nein"],
    "general.yes": ["ja"],
  },
  en: {
    "general.no": ["no"],
    "general.yes": ["yes"],
  },
};
export type MessageId = keyof typeof catalogue.de;
