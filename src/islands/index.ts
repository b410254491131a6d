import './search-box.ts';
import './copy-text.ts';
import './local-time.ts';
import './filter-form.ts';
