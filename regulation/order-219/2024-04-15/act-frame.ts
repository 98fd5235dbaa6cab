/** What annexes 2 to 5 print around their own text. */
export const actFrame = {
  letterhead: {
    kk: 'Қазақстан Республикасы Өнеркәсіп және құрылыс министрлігі "Өнеркәсіп комитеті" республикалық мемлекеттік мекемесі',
    ru: 'Министерство промышленности и строительства Республики Казахстан Республиканское государственное учреждение "Комитет промышленности"',
    en: 'Ministry of Industry and Construction of the Republic of Kazakhstan, Republican State Institution "Industry Committee"',
  },
  place: { kk: 'Астана қ.', ru: 'г. Астана', en: 'Astana' },
  number: { kk: 'Нөмірі: {documentNumber}', ru: 'Номер: {documentNumber}', en: 'Number: {documentNumber}' },
  date: { kk: 'Күні: {issueDate} ж.', ru: 'Дата: {issueDate} г.', en: 'Date: {issueDate}' },
  signerPosition: { kk: '{signerPosition}', ru: '{signerPosition}', en: '{signerPosition}' },
  signerName: { kk: '{signerName}', ru: '{signerName}', en: '{signerName}' },
} as const;

/** The asterisk of annexes 3 to 5. */
export const fillNote = {
  noteHeading: { kk: 'Ескертпе:', ru: 'Примечание:', en: 'Note:' },
  note: {
    kk: '* Деректер (мәліметтер) болған кезде толтырылады.',
    ru: '* Заполняется при наличии данных (сведений).',
    en: '* Filled in when such data (information) exist.',
  },
} as const;
