/* Texts of the page of all components: true matter of the field, so that lengths and letters are those of real pages. */

const article33En = `<h2 id="art-33">Article 33. Prohibition of expulsion or return (“refoulement”) <a class="permalink" href="#art-33" aria-label="Link to Article 33">§</a></h2>
<p id="art-33-1">1. No Contracting State shall expel or return (“refouler”) a refugee in any manner whatsoever to the frontiers of territories where his life or freedom would be threatened on account of his race, religion, nationality, membership of a particular social group or political opinion.</p>
<p id="art-33-2">2. The benefit of the present provision may not, however, be claimed by a refugee whom there are reasonable grounds for regarding as a danger to the security of the country in which he is, or who, having been convicted by a final judgment of a particularly serious crime, constitutes a danger to the community of that country.</p>`;

const article33Ru = `<h2 id="art-33">Статья 33. Запрещение высылки беженцев или их принудительного возвращения <a class="permalink" href="#art-33" aria-label="Ссылка на статью 33">§</a></h2>
<p id="art-33-1">1. Договаривающиеся государства не будут никоим образом высылать или возвращать беженцев на границу страны, где их жизни или свободе угрожает опасность вследствие их расы, религии, гражданства, принадлежности к определенной социальной группе или политических убеждений.</p>
<p id="art-33-2">2. Это постановление, однако, не может применяться к беженцам, рассматриваемым в силу уважительных причин как угроза безопасности страны, в которой они находятся, или осужденным вошедшим в силу приговором в совершении особенно тяжкого преступления и представляющим общественную угрозу для страны.</p>`;

export const prose: Readonly<Record<string, string>> = {
  en: `${article33En}
<h3>Persons concerned</h3>
<p>The Convention applies together with the <a href="https://www.ohchr.org/en/instruments-mechanisms/instruments/protocol-relating-status-refugees">Protocol of 1967</a>, which took away the <em>dateline</em> of 1 January 1951. A reservation to Article 33 is <strong>not</strong> allowed.<sup><a href="#fn-1" id="fnref-1">1</a></sup></p>
<ul><li>reception: housing, health, schooling;</li><li>determination of status at first instance and on appeal;</li><li>durable solutions: integration, voluntary return, resettlement.</li></ul>
<blockquote><p>Everyone has the right to seek and to enjoy in other countries asylum from persecution.</p></blockquote>
<table><thead><tr><th>State</th><th>Accession</th><th>Reservations</th></tr></thead><tbody><tr><td>Hungary</td><td>14 March 1989</td><td>withdrawn in 1998</td></tr><tr><td>Ukraine</td><td>10 June 2002</td><td>none</td></tr></tbody></table>
<hr>
<section role="doc-endnotes" aria-label="Notes"><ol><li id="fn-1"><p>Article 42, paragraph 1. <a href="#fnref-1" aria-label="Back to the text">↑</a></p></li></ol></section>`,
  ru: `${article33Ru}
<h3>На кого распространяется</h3>
<p>Конвенция применяется вместе с <a href="https://www.un.org/ru/documents/decl_conv/conventions/refugees_prot.shtml">Протоколом 1967 года</a>, который снял <em>временно́е ограничение</em> 1 января 1951 года. Оговорка к статье 33 <strong>не допускается</strong>.<sup><a href="#fn-1" id="fnref-1">1</a></sup></p>
<ul><li>приём: жильё, медицинская помощь, обучение;</li><li>определение статуса в первой и апелляционной инстанции;</li><li>долгосрочные решения: интеграция, добровольное возвращение, переселение.</li></ul>
<blockquote><p>Каждый человек имеет право искать убежища от преследования в других странах и пользоваться этим убежищем.</p></blockquote>
<table><thead><tr><th>Государство</th><th>Присоединение</th><th>Оговорки</th></tr></thead><tbody><tr><td>Венгрия</td><td>14 марта 1989 г.</td><td>сняты в 1998 году</td></tr><tr><td>Украина</td><td>10 июня 2002 г.</td><td>нет</td></tr></tbody></table>
<hr>
<section role="doc-endnotes" aria-label="Примечания"><ol><li id="fn-1"><p>Пункт 1 статьи 42. <a href="#fnref-1" aria-label="Назад к тексту">↑</a></p></li></ol></section>`,
};

/** The same passages in two languages, for reading side by side. */
export const passages = {
  en: { head: '<h2>Article 33. Prohibition of expulsion or return (“refoulement”)</h2>', one: article33En.split('\n')[1] ?? '', two: article33En.split('\n')[2] ?? '' },
  ru: { head: '<h2>Статья 33. Запрещение высылки беженцев или их принудительного возвращения</h2>', one: article33Ru.split('\n')[1] ?? '' },
};

const en = {
  nav_news: 'News', nav_documents: 'Documents', nav_legislation: 'Legislation', nav_research: 'Research', nav_meetings: 'Meetings', nav_states: 'Countries', nav_about: 'About',
  search: 'Search the portal', button: 'Search', placeholder: 'Words, numbers, CELEX',
  title: 'All components', standfirst: 'Every element of the portal, with true matter of the field, in the languages of the process. What is not on this page does not appear on any other.',
  kicker: 'Styleguide', migration: 'Migration', asylum: 'Asylum', border: 'Border management',
  in_force: 'In force', proposed: 'Proposed', repealed: 'Repealed', official: 'Official text', unofficial: 'Unofficial translation', machine: 'Machine translation', outdated: 'Translates an earlier version',
  marks: 'Marks and states', letters: 'Letters of the region', text: 'A text to read', lists: 'Lists and filters', tables: 'Tables', two: 'Two languages side by side', forms: 'Forms', facts: 'Facts, files, languages', messages: 'Messages', time: 'Time', terms: 'Terms', other: 'Ways through', headings: 'Titles',
  directive: 'Directive', regulation: 'Regulation', law: 'Law', news: 'News', all_news: 'All news',
  filters: 'Filter', country: 'Country', focus: 'Focus', year: 'Year', mode: 'How countries combine', any: 'any', all: 'all', none: 'none of', apply: 'Show', clear: 'Clear all', remove: 'Remove', active: 'Filters in force', all_years: 'All years',
  previous: 'Previous page', next: 'Next page', status: '21–40 of 312',
  adopted: 'Adopted', number: 'Number', oj: 'Official Journal', source: 'Official source', checked: 'checked on 24 November 2026', added: 'Added', languages: 'Languages', file: 'Application form (PDF)', cite: 'Cite this page',
  lodged: 'Applications for asylum lodged, 2008', applications: 'Applications', recognised: 'Recognised', rate: 'Rate, %', note: 'Figures of the sample are round: they show the setting of a table, not a fact.',
  matrix: 'What the portal holds, by country', laws: 'Laws', documents: 'Documents', research: 'Research', meetings: 'Meetings',
  missing: 'This passage has not been translated.', permalink: 'Link to this passage',
  wrong: 'There is a problem', wrong_mail: 'Enter an address such as name@example.org', mail: 'Your e-mail address', mail_hint: 'We send the weekly update to it, nothing else.', language: 'Language of the update', agree: 'Send me the quarterly newsletter too', subscribe: 'Subscribe', message: 'Message', optional: 'may stay empty', draft: 'Save as draft', cancel: 'Cancel',
  info: 'The Russian text is older than the English one.', info_text: 'Two paragraphs of Article 8 were changed on 12 May; the translation follows.', warn: 'This directive is no longer in force.', warn_text: 'It was replaced by Regulation (EU) 2024/1347 from 1 July 2026.', error: 'The file could not be read.', error_text: 'It ends in the middle of a page. Send it again, or ask the Secretariat; reference 7F3A.',
  withdrawn: 'Withdrawn', withdrawn_title: 'Guide to reception centres, first edition', withdrawn_reason: 'The figures of the third chapter were wrong; the second edition corrects them.', follows: 'Read instead:', follow_title: 'Guide to reception centres, second edition', withdrawn_on: 'Withdrawn on',
  launched: 'The process is launched to meet the challenges of the enlargement of the European Union eastwards.', secretariat: 'The Secretariat opens in Kyiv.', strategy: 'The participating States agree on a strategy for the future, led by governments.',
  meeting_at: 'The meeting begins at', contents: 'Contents', figure: 'Equal focus: records by focus', figure_source: 'Counted on this page from sample data.',
  definition: 'The return of persons who do not or no longer fulfil the conditions of entry or stay, by agreement between two States.',
  found: 'A found passage', home: 'Home',
};

const ru: Record<keyof typeof en, string> = {
  nav_news: 'Новости', nav_documents: 'Документы', nav_legislation: 'Законодательство', nav_research: 'Исследования', nav_meetings: 'Встречи', nav_states: 'Страны', nav_about: 'О процессе',
  search: 'Поиск по порталу', button: 'Найти', placeholder: 'Слова, номера, CELEX',
  title: 'Все элементы', standfirst: 'Каждый элемент портала на настоящем материале, на языках процесса. Чего нет на этой странице, того нет и на других.',
  kicker: 'Стиль', migration: 'Миграция', asylum: 'Убежище', border: 'Управление границами',
  in_force: 'Действует', proposed: 'Предложение', repealed: 'Утратил силу', official: 'Официальный текст', unofficial: 'Неофициальный перевод', machine: 'Машинный перевод', outdated: 'Перевод прежней редакции',
  marks: 'Пометы и состояния', letters: 'Буквы региона', text: 'Текст для чтения', lists: 'Списки и отбор', tables: 'Таблицы', two: 'Два языка рядом', forms: 'Формы', facts: 'Сведения, файлы, языки', messages: 'Сообщения', time: 'Время', terms: 'Термины', other: 'Переходы', headings: 'Заголовки',
  directive: 'Директива', regulation: 'Регламент', law: 'Закон', news: 'Новости', all_news: 'Все новости',
  filters: 'Отбор', country: 'Страна', focus: 'Направление', year: 'Год', mode: 'Как сочетать страны', any: 'любая', all: 'все', none: 'кроме', apply: 'Показать', clear: 'Сбросить всё', remove: 'Убрать', active: 'Применённый отбор', all_years: 'Все годы',
  previous: 'Предыдущая страница', next: 'Следующая страница', status: '21–40 из 312',
  adopted: 'Принята', number: 'Номер', oj: 'Официальный журнал', source: 'Официальный источник', checked: 'проверено 24 ноября 2026 г.', added: 'Добавлена', languages: 'Языки', file: 'Бланк заявления (PDF)', cite: 'Ссылка на эту страницу',
  lodged: 'Подано ходатайств об убежище, 2008 год', applications: 'Ходатайства', recognised: 'Признаны', rate: 'Доля, %', note: 'Числа в образце круглые: они показывают набор таблицы, а не факты.',
  matrix: 'Что есть на портале, по странам', laws: 'Законы', documents: 'Документы', research: 'Исследования', meetings: 'Встречи',
  missing: 'Этот фрагмент не переведён.', permalink: 'Ссылка на этот фрагмент',
  wrong: 'Проверьте ответы', wrong_mail: 'Введите адрес вида name@example.org', mail: 'Ваш адрес электронной почты', mail_hint: 'На него придёт еженедельный обзор, и больше ничего.', language: 'Язык обзора', agree: 'Присылать и ежеквартальный бюллетень', subscribe: 'Подписаться', message: 'Сообщение', optional: 'можно не заполнять', draft: 'Сохранить черновик', cancel: 'Отмена',
  info: 'Русский текст старше английского.', info_text: 'Два пункта статьи 8 изменены 12 мая; перевод готовится.', warn: 'Эта директива утратила силу.', warn_text: 'С 1 июля 2026 года её заменил Регламент (ЕС) 2024/1347.', error: 'Файл не удалось прочитать.', error_text: 'Он обрывается на середине страницы. Отправьте его ещё раз или обратитесь в Секретариат; номер обращения 7F3A.',
  withdrawn: 'Отозвано', withdrawn_title: 'Руководство по центрам приёма, первое издание', withdrawn_reason: 'Данные третьей главы были неверны; во втором издании они исправлены.', follows: 'Читайте вместо него:', follow_title: 'Руководство по центрам приёма, второе издание', withdrawn_on: 'Дата отзыва',
  launched: 'Начало процесса: ответ на вызовы, связанные с расширением Европейского союза на восток.', secretariat: 'В Киеве начинает работу Секретариат.', strategy: 'Государства-участники согласовали стратегию на будущее: процессом руководят правительства.',
  meeting_at: 'Начало встречи:', contents: 'Содержание', figure: 'Равное внимание: записи по направлениям', figure_source: 'Подсчитано на этой странице по данным образца.',
  definition: 'Возвращение лиц, которые не выполняют или перестали выполнять условия въезда или пребывания, по соглашению между двумя государствами.',
  found: 'Найденный фрагмент', home: 'Главная',
};

/** The words of the page in a language; English for languages without their own. */
export function words(lang: string): typeof en {
  return lang === 'ru' ? ru : en;
}

/** A pangram or a line of law in each language of the region: every letter must be set in the face of the page. */
export const letters: readonly { readonly lang: string; readonly text: string }[] = [
  { lang: 'be', text: 'У рудога вераб’я ў сховішчы пад фатэлем ляжаць нейкія гаючыя зёлкі. Ґанак, дзьмуць.' },
  { lang: 'et', text: 'Põdur Zagrebi tšellomängija-följetonist Ciqo külmetas kehvas garaažis. Välismaalaste šenniil, žanr.' },
  { lang: 'hu', text: 'Jó foxim és don Quijote húszwattos lámpánál ülve egy pár bűvös cipőt készít. Őrség, menedékjogról.' },
  { lang: 'lv', text: 'Glāžšķūņa rūķīši dzērumā čiepj Baha koncertflīģeļu vākus. Patvēruma likums, ņemšana.' },
  { lang: 'lt', text: 'Įlinkdama fechtuotojo špaga sublykčiojusi pragręžė apvalų arbūzą. Užsieniečių teisinės padėties, ėjimų.' },
  { lang: 'pl', text: 'Pchnąć w tę łódź jeża lub ośm skrzyń fig. O udzielaniu cudzoziemcom ochrony, żółć.' },
  { lang: 'ro', text: 'Muzicologă în bej vând whisky și tequila, preț fix. Legea privind azilul, țară, înștiințare.' },
  { lang: 'ru', text: 'Съешь же ещё этих мягких французских булок да выпей чаю. О беженцах, № 4528-I.' },
  { lang: 'sk', text: 'Kŕdeľ šťastných ďatľov učí pri ústí Váhu mĺkveho koňa obhrýzať kôru a žrať čerstvé mäso.' },
  { lang: 'uk', text: 'Жебракують філософи при ґанку церкви в Гадячі, ще й шатро їхнє п’яне знаємо. Є її об’єкт.' },
  { lang: 'en', text: 'The quick brown fox jumps over the lazy dog; 0123456789 §12(3) – “quoted” ‘text’ … €5,000.' },
];
