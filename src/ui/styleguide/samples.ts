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
  en: {
    head: '<h2>Article 33. Prohibition of expulsion or return (“refoulement”)</h2>',
    one: article33En.split('\n')[1] ?? '',
    two: article33En.split('\n')[2] ?? '',
  },
  ru: { head: '<h2>Статья 33. Запрещение высылки беженцев или их принудительного возвращения</h2>', one: article33Ru.split('\n')[1] ?? '' },
};

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
